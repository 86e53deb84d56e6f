// SPDX-License-Identifier: GPL-2.0
/*
 * What the ioctls of terminals point to.
 */
#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <linux/sockios.h>

#include "decode/ioctl.h"

/* As in <asm/termios.h>, which does not go with <asm/termbits.h> everywhere. */
struct kernel_termio {
	uint16_t c_iflag, c_oflag, c_cflag, c_lflag;
	uint8_t c_line, c_cc[8];
};

struct kernel_winsize {
	uint16_t ws_row, ws_col, ws_xpixel, ws_ypixel;
};

/* Nothing for 0. */
static void print_some_flags(struct sct_printer *p, const struct sct_type *t,
			     const struct sct_value *v)
{
	if (v->v)
		sct_put_flags(p, t->names, v->v);
}

#define SOME_FLAGS(set) \
	TYPE(.print = print_some_flags, .names = &sct_set_##set, .size = { 4, 4 })

/* Fields within c_oflag and c_cflag, each a number of its own. */
static void print_oflag(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	static const struct {
		uint32_t mask;
		const struct sct_names *names;
	} parts[] = {
		{ NLDLY, &sct_set_tty_nl }, { CRDLY, &sct_set_tty_cr },
		{ TABDLY, &sct_set_tty_tab }, { BSDLY, &sct_set_tty_bs },
		{ VTDLY, &sct_set_tty_vt }, { FFDLY, &sct_set_tty_ff },
	};
	uint64_t rest = v->v;
	unsigned int i;

	(void)t;
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		sct_put_enum(p, parts[i].names, v->v & parts[i].mask);
		sb_char(p->sb, '|');
		rest &= ~(uint64_t)parts[i].mask;
	}
	if (rest)
		sct_put_flags(p, &sct_set_tty_oflags, rest);
}

static void put_input_baud(struct sct_printer *p, uint64_t baud)
{
	static const char *const shift[] = {
		[SCT_CONST_ABBREV] = "<<IBSHIFT|",
		[SCT_CONST_RAW] = "<<0x10|",
		[SCT_CONST_VERBOSE] = "<<0x10 /* IBSHIFT */|",
	};

	sct_put_enum(p, &sct_set_tty_bauds, baud);
	sb_str(p->sb, shift[p->opt->const_style]);
}

static void print_cflag(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	uint64_t input = v->v >> IBSHIFT & CBAUD;
	uint64_t rest = v->v & ~(uint64_t)(CBAUD | (uint64_t)CBAUD << IBSHIFT | CSIZE);

	(void)t;
	sct_put_enum(p, &sct_set_tty_bauds, v->v & CBAUD);
	sb_char(p->sb, '|');
	if (input)
		put_input_baud(p, input);
	sct_put_enum(p, &sct_set_tty_sizes, v->v & CSIZE);
	sb_char(p->sb, '|');
	if (rest)
		sct_put_flags(p, &sct_set_tty_cflags, rest);
}

/* "[[VINTR]=0x3, ...]" */
static void print_chars(struct sct_printer *p, const struct sct_type *t, const struct sct_value *v)
{
	const char *name;
	size_t i;

	(void)t;
	sb_char(p->sb, '[');
	for (i = 0; i < v->size; i++) {
		sb_str(p->sb, i ? ", [" : "[");
		/* Without the number in front, as strace has it with -X verbose. */
		name = sct_name_of(&sct_set_tty_chars, i);
		if (name && p->opt->const_style != SCT_CONST_RAW)
			sb_str(p->sb, name);
		else if (name)
			sct_put_enum(p, &sct_set_tty_chars, i);
		else
			sb_u64(p->sb, i);
		sb_str(p->sb, "]=");
		sb_hex(p->sb, v->mem[i]);
	}
	sb_char(p->sb, ']');
}

static const struct sct_type t_oflag = { .print = print_oflag, .size = { 4, 4 } };
static const struct sct_type t_cflag = { .print = print_cflag, .size = { 4, 4 } };
static const struct sct_type t_chars = { .print = print_chars };

#define TERMIOS(S, ...) STRUCT(S, \
	FIELD(S, c_iflag, SOME_FLAGS(tty_iflags)), FIELD(S, c_oflag, &t_oflag), \
	FIELD(S, c_cflag, &t_cflag), FIELD(S, c_lflag, SOME_FLAGS(tty_lflags)), \
	FIELD(S, c_line, ENUM_U8(tty_lines), .verbose = true), \
	FIELD(S, c_cc, &t_chars, .verbose = true), ##__VA_ARGS__)

static const struct sct_type t_termios = TERMIOS(struct termios);
static const struct sct_type t_termio = TERMIOS(struct kernel_termio);
static const struct sct_type t_termios2 = TERMIOS(struct termios2,
	FIELD(struct termios2, c_ispeed, T_UINT, .verbose = true),
	FIELD(struct termios2, c_ospeed, T_UINT, .verbose = true));

#define WS(m)	FIELD(struct kernel_winsize, m, T_U16)
static const struct sct_type t_winsize = STRUCT(struct kernel_winsize,
	WS(ws_row), WS(ws_col), WS(ws_xpixel), WS(ws_ypixel));

/* --- Requests ---------------------------------------------------------------------- */

static const struct sct_case cases[] = {
	CASE(TCGETS, ARGS(OUT(&t_termios))), CASE(TCSETS, ARGS(IN(&t_termios))),
	CASE(TCSETSW, ARGS(IN(&t_termios))), CASE(TCSETSF, ARGS(IN(&t_termios))),
	CASE(TIOCGLCKTRMIOS, ARGS(OUT(&t_termios))),
	CASE(TIOCSLCKTRMIOS, ARGS(IN(&t_termios))),
	CASE(TCGETS2, ARGS(OUT(&t_termios2))), CASE(TCSETS2, ARGS(IN(&t_termios2))),
	CASE(TCSETSW2, ARGS(IN(&t_termios2))), CASE(TCSETSF2, ARGS(IN(&t_termios2))),
	CASE(TCGETA, ARGS(OUT(&t_termio))), CASE(TCSETA, ARGS(IN(&t_termio))),
	CASE(TCSETAW, ARGS(IN(&t_termio))), CASE(TCSETAF, ARGS(IN(&t_termio))),
	CASE(TIOCGWINSZ, ARGS(OUT(&t_winsize))), CASE(TIOCSWINSZ, ARGS(IN(&t_winsize))),
	CASE(TCXONC, ARGS(ENUM_LONG(tty_xonc))), CASE(TCFLSH, ARGS(ENUM_LONG(tty_flush))),
	CASE(TCSBRK, ARGS(T_INT)), CASE(TCSBRKP, ARGS(T_INT)), CASE(TIOCSCTTY, ARGS(T_INT)),
	CASE(TIOCGPGRP, ARGS(OUT(T_PGID))), CASE(TIOCSPGRP, ARGS(IN(T_PGID))),
	CASE(TIOCGSID, ARGS(OUT(T_SID))), CASE(TIOCGETD, GET_INT), CASE(TIOCSETD, SET_INT),
	CASE(TIOCMGET, ARGS(OUT(FLAGS(tty_modem)))), CASE(TIOCMSET, ARGS(IN(FLAGS(tty_modem)))),
	CASE(TIOCMBIS, ARGS(IN(FLAGS(tty_modem)))), CASE(TIOCMBIC, ARGS(IN(FLAGS(tty_modem)))),
	CASE(TIOCOUTQ, GET_INT), CASE(TIOCGPTN, GET_INT), CASE(TIOCSPTLCK, SET_INT),
	CASE(TIOCPKT, SET_INT), CASE(TIOCGEXCL, GET_INT), CASE(TIOCGSOFTCAR, GET_INT),
	CASE(TIOCSSOFTCAR, SET_INT), CASE(TIOCGDEV, GET_INT),
	CASE(TIOCSTI, ARGS(IN_BUF(LEN_N(1)))),
	CASE(TIOCEXCL, NOTHING), CASE(TIOCNXCL, NOTHING), CASE(TIOCNOTTY, NOTHING),
	CASE(TIOCCONS, NOTHING), CASE(TIOCVHANGUP, NOTHING), CASE(TIOCSBRK, NOTHING),
	CASE(TIOCCBRK, NOTHING), CASE(TIOCSSERIAL, NOTHING),

	/* Any descriptor */
	CASE(FIONREAD, GET_INT), CASE(FIONBIO, SET_INT), CASE(FIOASYNC, SET_INT),
	CASE(FIOCLEX, NOTHING), CASE(FIONCLEX, NOTHING), CASE(FIOSETOWN, SET_INT),
	CASE(FIOGETOWN, GET_INT),
};

IOCTLS(tty);
