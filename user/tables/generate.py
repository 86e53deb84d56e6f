#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Makes the system call tables and the sets of named constants.

generate.py calls KERNEL_COMMON KERNEL_ARCH	writes syscall_table.c to stdout
generate.py sets FILE.set...			writes constant_sets.c to stdout
generate.py sets-header FILE.set...		writes constant_sets.h to stdout

KERNEL_COMMON and KERNEL_ARCH are the directories of a linux-headers package.
Values of constants are evaluated by the C compiler ($CC).
"""

import fnmatch
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def fail(message):
    sys.exit(f"generate.py: {message}")


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as f:
        return f.read()


def words(text):
    """The lines of a table file, without comments, as lists of words."""
    for line in text.splitlines():
        line = line.split("#", 1)[0] if not line.startswith("include") else line
        if line.strip():
            yield line


# --- System calls -----------------------------------------------------------

ABIS = {
    # ABI: (table, names, prefix of names)
    "x86_64": ("syscalls_64.h", "unistd_64.h"),
    "i386": ("syscalls_32.h", "unistd_32.h"),
    "x32": ("syscalls_x32.h", "unistd_x32.h"),
}

def prototypes(text):
    """{function: [(type, name), ...]} of the asmlinkage declarations in a header."""
    found = {}
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    text = re.sub(r"#if defined\(CONFIG_ARCH_SPLIT_ARG64\)\n.*?#else(.*?)#endif", r"\1", text,
                  flags=re.S)
    for m in re.finditer(r"asmlinkage\s+(?:long|ssize_t)\s+(\w+)\s*\(([^;{#]*)\)\s*;", text):
        name, params = m.group(1), " ".join(m.group(2).split())
        if params in ("void", ""):
            args = []
        else:
            args = [parameter(p) for p in params.split(",")]
        found.setdefault(name, args)
    return found


def parameter(text):
    text = text.replace("__user", " ").replace("__sighandler_t", "sighandler_t").strip()
    m = re.match(r"^(.*?)(\w+)?(\[\])?$", text)
    ctype, name = m.group(1).strip(), m.group(2) or ""
    base = {"int", "long", "unsigned", "short", "char", "u32", "u64", "size_t", "loff_t"}
    if not ctype or name in base or ctype in ("struct", "union", "const struct", "enum"):
        ctype, name = (ctype + " " + name).strip(), ""
    if m.group(3):
        ctype += " *"
    return " ".join(ctype.replace("*", " * ").split()), name


# (C type, argument name) -> type, the first that fits.
RULES = [
    (r"const char \*", r".*(path|name|dir|root|file|old|new|put_old|special.*|library)?.*", None),
    (r".*\*.*", r".*", "addr"),
    (r"(compat_)?(uptr_t|aio_context_t)|void|sighandler_t|cap_user_.*", r".*", "addr"),
    (r".*", r"(dfd|dirfd|olddfd|newdfd|from_dfd|to_dfd|fs_dfd|mountdirfd|atfd)", "dirfd"),
    (r"(unsigned )?(int|long)|compat_ulong_t|u32|s32|__s32|mqd_t",
     r"(fd|\w+_fd|fd_\w+|fildes|oldfd|newfd|epfd|ufd|fdin|fdout|pidfd|mqdes|sockfd|fd2)", "fd"),
    (r".*", r"(uid|gid|ruid|euid|suid|rgid|egid|sgid|user|group)", "uid"),
    (r"(compat_)?pid_t", r".*", "pid"),
    (r"(int|long|u32)", r"(pid|tgid|pgid|tid)", "pid"),
    (r"int", r"(sig|signum|signo)", "signal"),
    (r"(compat_)?(umode_t|mode_t)", r".*", "mode"),
    (r"loff_t", r".*", "loff"),
    (r"(compat_)?(off_t)", r".*", "off"),
    (r"(compat_)?(size_t)", r".*", "size"),
    (r"(__kernel_)?(old_)?(uid_t|gid_t|qid_t)|old_[ug]id_t", r".*", "uid"),
    (r"clockid_t", r".*", "clockid"),
    (r"timer_t|key_serial_t|rwf_t|int|__s32|s32|enum \w+|const int|compat_int_t", r".*", "int"),
    (r"unsigned( int)?|u32|__u32|uint32_t|qid_t|dev_t", r".*", "uint"),
    (r"long|compat_long_t", r".*", "long"),
    (r"(unsigned long|compat_ulong_t|compat_size_t)", r"(start|addr|new_addr|old_addr|brk|arg.*)",
     "hexlong"),
    (r"unsigned long|compat_ulong_t", r".*", "ulong"),
    (r"u64|__u64|uint64_t", r".*", "u64"),
    (r"u16|__u16", r".*", "u16"),
]


def classify(ctype, name):
    if ctype.replace(" ", "") == "constchar*":
        return "path" if re.search(r"path|name|dir|root|file|special|^library$|^old|^new", name) \
            and not re.search(r"uargs|type|unused", name) else "str"
    for type_re, name_re, result in RULES:
        if result and re.fullmatch(type_re, ctype) and re.fullmatch(name_re, name):
            return result
    return "hexlong"


def numbers(text):
    """{number: name} from a header of __NR_ macros."""
    found = {}
    for m in re.finditer(r"#define\s+__NR_(\w+)\s+\(?(?:__X32_SYSCALL_BIT \+ )?(\d+)\)?", text):
        found.setdefault(int(m.group(2)), m.group(1))
    return found


def functions(text):
    """{number: [kernel functions, the most specific first]} from a table of __SYSCALL()."""
    found = {}
    for m in re.finditer(r"__SYSCALL(?:_WITH_COMPAT)?\((\d+),\s*(\w+)(?:,\s*(\w+))?\)", text):
        found[int(m.group(1))] = [f for f in (m.group(3), m.group(2)) if f]
    return found


def candidates(abi, name, funcs):
    """The kernel functions whose prototype may be that of the call."""
    for f in funcs:
        yield f
        yield re.sub(r"^__(x64|ia32)_", "", f)
        if abi == "i386":
            yield re.sub(r"^(compat_)?sys_ia32_", "sys_", f)
            yield re.sub(r"^compat_sys_ia32_", "compat_sys_", f)
    yield "sys_" + name
    yield "sys_new" + name


def class_table():
    table = {}
    current = None
    for line in words(read(HERE, "classes.txt")):
        if ":" in line:
            current, line = line.split(":", 1)
        for name in line.split():
            table.setdefault(name, []).append(current.strip())
    return table


def extra_calls():
    """Lines of calls.txt: ABIS NUMBER NAME [TYPES...]; the header's own come first."""
    for line in words(read(HERE, "calls.txt")):
        abis, number, name, *types = line.split()
        yield abis.split(","), number, name, types


def derived_classes(types):
    classes = []
    if "path" in types:
        classes.append("FILE")
    if "fd" in types or "dirfd" in types:
        classes.append("DESC")
    return classes


def syscalls(common, arch):
    proto = {}
    for header in ("include/linux/compat.h", "arch/x86/include/asm/syscalls.h",
                   "include/linux/syscalls.h"):
        for name, args in prototypes(read(common, header)).items():
            proto.setdefault(name, args)
    generated = os.path.join(arch, "arch/x86/include/generated")
    tables = {}
    for abi, (table, unistd) in ABIS.items():
        names = numbers(read(generated, "uapi/asm", unistd))
        funcs = functions(read(generated, "asm", table))
        tables[abi] = {
            nr: (name, arguments(abi, name, funcs.get(nr, []), proto),
                 argument_names(abi, name, funcs.get(nr, []), proto))
            for nr, name in names.items() if name != "syscalls" and nr < 1024
        }
    add_extra(tables)
    add_names(tables)
    return tables


def arguments(abi, name, funcs, proto):
    for f in candidates(abi, name, funcs):
        if f in proto:
            return [classify(*arg) for arg in proto[f]]
    return None


# What takes two registers in 32-bit calls.
WIDE = r"loff_t|(__)?u64"


def argument_names(abi, name, funcs, proto):
    """One for each register; "" where no prototype of the call has one."""
    names = None
    for f in candidates(abi, name, funcs):
        more = [n for ctype, n in proto.get(f, [])
                for _ in range(2 if abi == "i386" and re.fullmatch(WIDE, ctype) else 1)]
        if names is None:
            names = more or None
        elif len(more) == len(names):
            names = [n or m for n, m in zip(names, more)]
    return join_halves([n.lstrip("_") for n in names or []])


LOW = re.compile(r"(_l|_?lo|_?low|_1)$")
HIGH = re.compile(r"(_h|_?hi|_?high|_2)$")


def join_halves(names):
    """A number in two registers has one name: pos_l and pos_h are pos."""
    low = {LOW.sub("", n) for n in names if LOW.search(n)}
    high = {HIGH.sub("", n) for n in names if HIGH.search(n)}
    joined = [HIGH.sub("", LOW.sub("", n)) for n in names]
    return [j if j in low & high else n for n, j in zip(names, joined)]


def add_extra(tables):
    for abis, number, name, types in extra_calls():
        for abi in abis:
            if number == "*":
                by_name = {n: nr for nr, (n, _, _) in tables[abi].items()}
                if name in by_name:
                    nr = by_name[name]
                    tables[abi][nr] = (name, types, tables[abi][nr][2])
            elif int(number) not in tables[abi]:
                tables[abi][int(number)] = (name, types, [])


def add_names(tables):
    """Lines of names.txt: CALL NAME...; a header's own come first."""
    more = {name: names for name, *names in map(str.split, words(read(HERE, "names.txt")))}
    for calls in tables.values():
        for nr, (name, types, names) in calls.items():
            if name in more and not any(names):
                calls[nr] = (name, types, more[name])


def write_calls(common, arch):
    tables = syscalls(common, arch)
    classes = class_table()
    print("/* Generated by generate.py from the kernel's headers: do not edit. */")
    print('#include "decode/types.h"\n#include "tables/gen.h"\n')
    for abi, calls in tables.items():
        print(f"static const struct sct_syscall calls_{abi}[] = {{")
        for nr in sorted(calls):
            name, types, names = calls[nr]
            if types is None:
                print(f"generate.py: warning: no prototype for {abi} {name}", file=sys.stderr)
                types = ["hexlong"] * 6
            # As strace has it: on both ABIs the same classes.
            bits = classes.get(name)
            if bits is None and nr >= 450:
                bits = derived_classes(types)
            mask = " | ".join("SCT_CLASS_" + c for c in bits or []) or "0"
            refs = ", ".join("&sct_t_" + t for t in types)
            print(f'\t{{ .name = "{name}", .nr = {nr}, .nr_args = {len(types)},')
            print(f"\t  .classes = {mask},")
            print(f"\t  .args = {{ {refs or 'NULL'} }},")
            quoted = ", ".join(f'"{n}"' if n else "NULL" for n in names[:6])
            print(f"\t  .arg_names = {{ {quoted or 'NULL'} }} }},")
        print("};\n")
    for what, form in (("const struct sct_syscall *const sct_gen_calls", "calls_{}"),
                       ("const unsigned int sct_gen_nr_calls",
                        "sizeof(calls_{0}) / sizeof(calls_{0}[0])")):
        print(f"{what}[SCT_NR_ABIS] = {{")
        for abi in tables:
            print(f"\t[SCT_ABI_{abi.upper()}] = {form.format(abi)},")
        print("};\n")


# --- Sets of constants -------------------------------------------------------


class Set:
    def __init__(self, name, unknown, base, includes):
        self.name = name
        self.unknown = unknown
        self.base = base
        self.includes = includes
        self.entries = []       # (name or pattern, fallback or None)
        self.excluded = []


def parse_sets(files):
    """
    include <HEADER>...		for the sets that follow, until the next line of them
    set NAME UNKNOWN [BASE]	UNKNOWN is the comment ("O_???"), or -
    	NAME NAME=FALLBACK PREFIX_* !NAME	NAME may be an expression, with @ for a space
    """
    sets = []
    for path in files:
        includes, fresh = [], False
        for line in words(read(path)):
            first, *rest = line.split()
            if first == "include":
                includes = (includes if fresh else []) + rest
                fresh = True
            elif first == "set":
                fresh = False
                base = rest[2] if len(rest) > 2 else "x"
                sets.append(Set(rest[0], rest[1], base, list(includes)))
            else:
                for word in line.split():
                    add_entry(sets[-1], word)
    return sets


def add_entry(s, word):
    if word.startswith("!"):
        s.excluded.append(word[1:])
        return
    name, _, fallback = word.replace("@", " ").partition("=")
    s.entries.append((name, fallback or None))


def compiler():
    return os.environ.get("CC", "gcc").split()


def run_compiler(options, source):
    done = subprocess.run(compiler() + ["-x", "c"] + options + ["-o", "-", "-"],
                          input=source, capture_output=True, text=True, check=False)
    if done.returncode:
        fail(f"the compiler failed:\n{done.stderr[:4000]}")
    return done.stdout


def prologue(includes):
    return "".join(f"#include {h}\n" for h in ["<linux/types.h>"] + includes)


def macros(includes):
    text = run_compiler(["-E", "-dM"], prologue(includes))
    return re.findall(r"^#define (\w+)[ \t]+\S", text, flags=re.M)


def expand(s, known):
    """Names of the set, patterns expanded; each once, in order."""
    out = []
    seen = set(s.excluded)
    for name, fallback in s.entries:
        names = [name]
        if "*" in name:
            names = [m for m in known
                     if fnmatch.fnmatchcase(m, name) and
                     not any(fnmatch.fnmatchcase(m, x) for x in s.excluded)]
        for n in names:
            if n not in seen:
                seen.add(n)
                out.append((n, fallback, "*" in name))
    return out


def evaluate(sets):
    """Fills in s.values: [(name, value)].  One run of the compiler for each list of headers."""
    groups = {}
    for s in sets:
        groups.setdefault(tuple(s.includes), []).append(s)
    for includes, members in groups.items():
        known = macros(list(includes)) if any(
            "*" in n for s in members for n, _ in s.entries) else []
        items = [(s, n, f, g) for s in members for n, f, g in expand(s, known)]
        values = compile_values(list(includes), items)
        for s in members:
            s.values = [(n, v, g) for (t, n, _, g), v in zip(items, values) if t is s]
            globbed = sorted((x for x in s.values if x[2]), key=lambda x: x[1])
            rest = [x for x in s.values if not x[2]]
            s.values = [(n, v) for n, v, _ in rest + globbed]


def compile_values(includes, items):
    """Has the compiler print every constant as a .quad."""
    source = prologue(includes)
    for _, name, fallback, _ in items:
        # An enumerator is no macro: its fallback is the same number, or it is too new.
        if fallback and name.isidentifier():
            source += f"#ifndef {name}\n#define {name} ({fallback})\n#endif\n"
    source += "const unsigned long long sct_values[] = {\n"
    source += "".join(f"(unsigned long long)({name}),\n" for _, name, _, _ in items)
    source += "0x5c7ace5c7ace };\n"
    text = run_compiler(["-S", "-O0", "-w", "-fno-asynchronous-unwind-tables"], source)
    values = []
    for m in re.finditer(r"^\s*\.(quad|zero)\s+(-?\d+)", text, flags=re.M):
        if m.group(1) == "zero":
            values += [0] * (int(m.group(2)) // 8)
        else:
            values.append(int(m.group(2)) & (1 << 64) - 1)
    if not values or values[-1] != 0x5C7ACE5C7ACE or len(values) != len(items) + 1:
        fail(f"cannot read the compiler's answer for {includes}")
    return values[:-1]


def write_sets(files):
    sets = parse_sets(files)
    evaluate(sets)
    print("/* Generated by generate.py from user/tables/sets/: do not edit. */")
    print('#include <stddef.h>\n\n#include "constant_sets.h"\n')
    for s in sets:
        # A 32-bit constant that the header has as a negative int is no 64-bit mask, unless
        # its fallback is said to be one.
        print(f"static const struct sct_name names_{s.name}[] = {{")
        wide = {name for name, fallback in s.entries if (fallback or "").endswith("ULL")}
        for name, value in s.values:
            if value >> 31 == 0x1FFFFFFFF and name not in wide:
                value &= 0xFFFFFFFF
            print(f'\t{{ {value:#x}ULL, "{name}" }},')
        print("};\n")
        unknown = "NULL" if s.unknown == "-" else f'"{s.unknown}"'.replace("?", "\\?")
        print(f"const struct sct_names sct_set_{s.name} = {{")
        print(f"\t{unknown}, names_{s.name}, {len(s.values)}, '{s.base}'\n}};\n")


def write_sets_header(files):
    print("/* Generated by generate.py from user/tables/sets/: do not edit. */")
    print('#ifndef SCT_SETS_H\n#define SCT_SETS_H\n\n#include "tables/names.h"\n')
    for s in parse_sets(files):
        print(f"extern const struct sct_names sct_set_{s.name};")
    print("\n#endif")


def main(argv):
    if len(argv) == 4 and argv[1] == "calls":
        write_calls(argv[2], argv[3])
    elif len(argv) > 2 and argv[1] == "sets":
        write_sets(argv[2:])
    elif len(argv) > 2 and argv[1] == "sets-header":
        write_sets_header(argv[2:])
    else:
        fail(__doc__)


if __name__ == "__main__":
    main(sys.argv)
