// SPDX-License-Identifier: GPL-2.0
/*
 * Instructions of BPF: BPF_STMT(BPF_LD|BPF_W|BPF_ABS, 0x4), and the extended
 * {code=BPF_JMP|BPF_K|BPF_EXIT, ...}.
 */
#include <linux/filter.h>

#include "decode/bpf_filter.h"

/* The kernel knows no action of seccomp in the lower half of what a filter returns. */
#define ACTION_MASK	0xffff0000U

enum insn_kind { SECCOMP_INSN, SOCKET_INSN };

bool sct_is_abbreviated(const struct sct_printer *p, const struct sct_value *s)
{
	(void)s;
	return p->abbrev;
}

bool sct_is_verbose(const struct sct_printer *p, const struct sct_value *s)
{
	(void)s;
	return !p->abbrev;
}

static void put_part(struct sct_printer *p, const struct sct_names *set, unsigned int value)
{
	sb_char(p->sb, '|');
	sct_put_enum(p, set, value);
}

/* Bits that mean nothing for the class: the comment is there whatever the style. */
static void put_rest(struct sct_printer *p, unsigned int bits)
{
	if (bits)
		sb_printf(p->sb, "|%#x /* BPF_??? */", bits);
}

static void put_operation(struct sct_printer *p, const struct sct_names *ops, unsigned int code)
{
	put_part(p, &sct_set_bpf_source, BPF_SRC(code));
	put_part(p, ops, BPF_OP(code));
}

static void put_access(struct sct_printer *p, const struct sct_names *modes, unsigned int code)
{
	put_part(p, &sct_set_bpf_size, BPF_SIZE(code));
	put_part(p, modes, BPF_MODE(code));
}

static void put_code(struct sct_printer *p, unsigned int code)
{
	sct_put_enum(p, &sct_set_bpf_class, BPF_CLASS(code));
	switch (BPF_CLASS(code)) {
	case BPF_LD:
	case BPF_LDX:
		put_access(p, &sct_set_bpf_mode, code);
		break;
	case BPF_ALU:
		put_operation(p, &sct_set_bpf_alu, code);
		break;
	case BPF_JMP:
		put_operation(p, &sct_set_bpf_jump, code);
		break;
	case BPF_RET:
		put_part(p, &sct_set_bpf_return, BPF_RVAL(code));
		put_rest(p, code & ~(unsigned int)(7 | BPF_RVAL(~0U)));
		break;
	case BPF_MISC:
		put_part(p, &sct_set_bpf_misc, BPF_MISCOP(code));
		put_rest(p, code & ~(unsigned int)(7 | BPF_MISCOP(~0U)));
		break;
	default:
		put_rest(p, code & ~7U);
	}
}

static void put_action(struct sct_printer *p, uint32_t k)
{
	sct_put_enum(p, &sct_set_seccomp_actions, k & ACTION_MASK);
	if (k & ~ACTION_MASK)
		sb_printf(p->sb, "|%#x", k & ~ACTION_MASK);
}

static void put_base(struct sct_printer *p, const char *name, int32_t base)
{
	if (sct_begin_text(p, (uint32_t)base, 'x')) {
		sb_str(p->sb, name);
		sct_end_text(p);
	}
	sb_char(p->sb, '+');
}

/* Negative offsets are not in the packet, but from its headers, or about it. */
static void put_offset(struct sct_printer *p, uint32_t k)
{
	int32_t offset = (int32_t)k;

	if (offset >= 0 || offset < SKF_LL_OFF) {
		sb_hex(p->sb, k);
	} else if (offset >= SKF_AD_OFF) {
		put_base(p, "SKF_AD_OFF", SKF_AD_OFF);
		sct_put_enum(p, &sct_set_bpf_ancillary, (uint32_t)(offset - SKF_AD_OFF));
	} else if (offset >= SKF_NET_OFF) {
		put_base(p, "SKF_NET_OFF", SKF_NET_OFF);
		sb_s64(p->sb, offset - SKF_NET_OFF);
	} else {
		put_base(p, "SKF_LL_OFF", SKF_LL_OFF);
		sb_s64(p->sb, offset - SKF_LL_OFF);
	}
}

static void put_statement(struct sct_printer *p, enum insn_kind kind, unsigned int code, uint32_t k)
{
	if (kind == SECCOMP_INSN && BPF_CLASS(code) == BPF_RET)
		put_action(p, k);
	else if (kind == SOCKET_INSN && BPF_CLASS(code) == BPF_LD && BPF_MODE(code) == BPF_ABS)
		put_offset(p, k);
	else
		sb_hex(p->sb, k);
}

static void print_insn(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	unsigned int code = (unsigned int)SCT_LOAD(v, struct sock_filter, code);
	unsigned int yes = (unsigned int)SCT_LOAD(v, struct sock_filter, jt);
	unsigned int no = (unsigned int)SCT_LOAD(v, struct sock_filter, jf);
	uint32_t k = (uint32_t)SCT_LOAD(v, struct sock_filter, k);

	sb_str(p->sb, yes || no ? "BPF_JUMP(" : "BPF_STMT(");
	put_code(p, code);
	sb_str(p->sb, ", ");
	if (yes || no)
		sb_printf(p->sb, "%#x, %#x, %#x", k, yes, no);
	else
		put_statement(p, (enum insn_kind)t->param, code, k);
	sb_char(p->sb, ')');
}

const struct sct_type sct_t_seccomp_insn = {
	.print = print_insn, .size = { 8, 8 }, .param = SECCOMP_INSN,
};

const struct sct_type sct_t_socket_insn = {
	.print = print_insn, .size = { 8, 8 }, .param = SOCKET_INSN,
};

/* --- The extended kind ---------------------------------------------------------------- */

enum { CLASS_JMP32 = 6, CLASS_ALU64 = 7 };

static void put_extended_code(struct sct_printer *p, unsigned int code)
{
	sct_put_enum(p, &sct_set_ebpf_class, BPF_CLASS(code));
	switch (BPF_CLASS(code)) {
	case BPF_ALU:
	case CLASS_ALU64:
		put_operation(p, &sct_set_bpf_alu, code);
		break;
	case BPF_JMP:
		put_operation(p, &sct_set_bpf_jump, code);
		break;
	case CLASS_JMP32:
		put_rest(p, code & ~7U);
		break;
	default:
		put_access(p, &sct_set_ebpf_mode, code);
	}
}

/* struct bpf_insn: two registers share a byte. */
static void print_extended_insn(struct sct_printer *p, const struct sct_type *t,
				const struct sct_value *v)
{
	(void)t;
	sb_str(p->sb, "{code=");
	put_extended_code(p, v->mem[0]);
	sb_str(p->sb, ", dst_reg=");
	sct_put_enum(p, &sct_set_ebpf_registers, v->mem[1] & 15);
	sb_str(p->sb, ", src_reg=");
	sct_put_enum(p, &sct_set_ebpf_registers, v->mem[1] >> 4);
	sb_printf(p->sb, ", off=%d, imm=%#x}", (int16_t)sct_load(v->mem + 2, 2),
		  (unsigned int)sct_load(v->mem + 4, 4));
}

const struct sct_type sct_t_ebpf_insn = { .print = print_extended_insn, .size = { 8, 8 } };

void sct_print_insns(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	size_t size = t->elem->size[p->compat];
	uint64_t nr = sct_length(p, &t->len);
	uint64_t i, addr = v->v;

	if (!addr || (nr && (!p->verbose || !sct_mem_exact(p, addr, size)))) {
		sct_put_addr(p, addr);
		return;
	}
	sb_char(p->sb, '[');
	for (i = 0; i < nr; i++, addr += size) {
		const uint8_t *mem = sct_mem_exact(p, addr, size);

		if (i)
			sb_str(p->sb, ", ");
		if (i >= BPF_MAXINSNS) {
			sb_str(p->sb, "...");
			break;
		}
		if (!mem) {
			sb_printf(p->sb, "... /* %#llx */", (unsigned long long)addr);
			break;
		}
		sct_put_mem(p, t->elem, addr, mem, size, NULL);
	}
	sb_char(p->sb, ']');
}
