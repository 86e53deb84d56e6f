#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0
"""Makes the table of ioctl names from the uapi headers, to stdout.

ioctls.py [KERNEL]	writes ioctl_names.c

KERNEL is the directory of a linux-headers package: for what the C library's
headers leave out (drm).
Which macros are ioctls is found in the text of the headers; what their values
are, and which headers a header needs, is left to the C compiler ($CC).
"""

import concurrent.futures
import os
import re
import subprocess
import sys

DIRS = ("linux", "asm-generic", "asm", "drm", "sound", "rdma", "misc", "scsi", "mtd", "video",
        "xen")

# Headers whose ioctls are (also) bare numbers, and the names of those.
PLAIN = {
    "asm-generic/ioctls.h": r"(TC|TIO|FIO|TIOC)\w+",
    "linux/sockios.h": r"SIOC\w+",
    "asm-generic/sockios.h": r"\w+",
    "linux/if_tunnel.h": r"SIOC\w+",
    "linux/kd.h": r"(GIO|PIO|KD|KI)\w+",
    "linux/vt.h": r"VT_\w+",
    "linux/cdrom.h": r"(CDROM|DVD_)\w+",
    "linux/hdreg.h": r"HDIO_\w+",
    "linux/loop.h": r"LOOP_\w+",
    "linux/if_ppp.h": r"PPPIOC\w+",
    "scsi/sg.h": r"SG_\w+",
    "scsi/scsi_ioctl.h": r"SCSI_IOCTL_\w+",
    "scsi/scsi.h": r"SCSI_IOCTL_\w+",
    "linux/atalk.h": r"SIOC\w+",
    "linux/x25.h": r"SIOC\w+",
    "linux/ax25.h": r"SIOC\w+",
    "linux/rose.h": r"SIOC\w+",
    "linux/netrom.h": r"SIOC\w+",
    "linux/wireless.h": r"SIOC\w+",
    "linux/mtio.h": r"MTIOC\w+",
}

# What a macro's text has if it is an ioctl.
MAKES_IOCTL = re.compile(r"\b_?\w*(_IO(R|W|WR|C|C_TYPECHECK|R_BAD|W_BAD|WR_BAD)?|IO(R|W|WR)?)\s*\(")

# Not ioctls, though they look like them; and those of other architectures.
NOT_IOCTL = re.compile(r"_.*|.*_IOC_(MAGIC|BASE|TYPE\w*|NR\w*|MAXNR|MAX)|.*_IOCTL_MAGIC|"
                       r"KVM_(S390|PPC|ARM)_\w+|SG_FLAG_\w+|\w+_SETTABLE_FLAGS|SCSI_IOCTL_TAGGED_\w+|"
                       r"IOCTL_GNTALLOC_\w+")

# Bare numbers below this are arguments of ioctls, not ioctls.
LEAST_PLAIN = 0x300

# Those that are no macros: as the binder has them.
ENUMERATORS = set()

# Headers do not always include what they use.
PRELUDE = """
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <linux/types.h>
#include <linux/ioctl.h>
"""
NEEDS = {
    "asm-generic/ioctls.h": ["asm/termbits.h"],
    "linux/fs.h": ["linux/blktrace_api.h", "linux/fiemap.h"],
    "linux/atm_eni.h": ["linux/atmdev.h"],
    "linux/atm_he.h": ["linux/atmdev.h"],
    "linux/atm_nicstar.h": ["linux/atmdev.h"],
    "linux/atm_zatm.h": ["linux/atmdev.h"],
    "linux/sonet.h": ["linux/atmdev.h"],
    "linux/auto_fs.h": ["linux/limits.h"],
    "linux/ivtvfb.h": ["linux/videodev2.h"],
    "linux/meye.h": ["linux/videodev2.h"],
    "linux/omap3isp.h": ["linux/videodev2.h"],
    "linux/ppdev.h": ["sys/time.h"],
    "linux/ppp-ioctl.h": ["linux/filter.h"],
    "linux/raid/md_u.h": ["linux/major.h"],
    "linux/sockios.h": ["asm/ioctls.h"],
}
# What others turn out to need: tried one after the other.
EXTRA = [[], ["sys/socket.h", "linux/in.h"], ["time.h"], ["linux/fs.h"], ["signal.h"]]


def compiler():
    return os.environ.get("CC", "gcc").split()


def kernel_dirs():
    return [os.path.join(d, "include/uapi") for d in sys.argv[1:]]


# For 32-bit programs there may be no C library: only the compiler's own headers.
MACHINES = [["-m64"], ["-m32", "-ffreestanding"]]


def run(options, source):
    dirs = [x for d in kernel_dirs() for x in ("-idirafter", d)]
    # the last two are the hypervisor's own types
    defines = ["-D__user=", "-Ddomid_t=unsigned short", "-Dgrant_ref_t=unsigned int"]
    return subprocess.run(compiler() + ["-x", "c", "-w"] + defines + dirs + options + ["-"],
                          input=source, capture_output=True, text=True, check=False)


def include_dirs():
    text = run(["-E", "-Wp,-v"], "").stderr
    return re.findall(r"^ (/\S+)$", text, flags=re.M)


def headers():
    """{name: text} of the headers that might have ioctls."""
    found = {}
    for base in include_dirs():
        for sub in DIRS:
            for path, _, files in os.walk(os.path.join(base, sub)):
                for file in files:
                    full = os.path.join(path, file)
                    name = os.path.relpath(full, base)
                    if not name.endswith(".h") or name in found:
                        continue
                    with open(full, encoding="utf-8", errors="replace") as f:
                        found[name] = f.read()
    return found


def is_number(body):
    """Whether that is a bare number large enough for an ioctl; not another name for one."""
    m = re.match(r"\(?(0x[0-9a-fA-F]+|\d+)\b", body)
    return m and int(m.group(1), 0) >= LEAST_PLAIN


def candidates(name, text):
    """Names of macros that are ioctls, by the text of a header."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S).replace("\\\n", " ")
    plain = PLAIN.get(name)
    out = {}
    defines = re.findall(r"^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]+(\S.*)$", text, flags=re.M)
    enumerators = re.findall(r"^[ \t]*([A-Z]\w+)[ \t]*=[ \t]*(_IO.*)$", text, flags=re.M)
    defines += enumerators
    ENUMERATORS.update(name for name, _ in enumerators)
    for macro, body in defines:
        if NOT_IOCTL.fullmatch(macro):
            continue
        if MAKES_IOCTL.search(body):
            out[macro] = True
        elif plain and re.fullmatch(plain, macro) and is_number(body):
            out[macro] = True
    return list(out)


def evaluate(machine, header, names, extra):
    """{name: value}; or None, and the names that are no constants (all: no such header)."""
    source = PRELUDE + "".join(f"#include <{h}>\n" for h in NEEDS.get(header, []) + extra)
    source += f"#include <{header}>\n"
    for i, n in enumerate(names):
        condition = f"#if {n in ENUMERATORS:d} || defined({n})"
        source += f'#line {i} "sct"\n{condition}\n'
        source += f'#line {i} "sct"\nconst unsigned long long sct_v_{n} = {n};\n#endif\n'
    done = run(machine + ["-S", "-O0", "-o", "-", "-fno-asynchronous-unwind-tables"], source)
    if done.returncode:
        return None, {names[int(i)] for i in re.findall(r"^sct:(\d+):\d+: error", done.stderr,
                                                        flags=re.M)} or set(names)
    values = {}
    for m in re.finditer(r"^sct_v_(\w+):\n((?:\s*\.(?:quad|long|zero)\s+-?\d+\n)+)",
                         done.stdout, flags=re.M):
        words = re.findall(r"\.(quad|long|zero)\s+(-?\d+)", m.group(2))
        # A .quad, or two .long of which the upper one comes second, or zeros.
        values[m.group(1)] = sum((int(v) & 0xFFFFFFFF if d == "long" else int(v)) << 32 * i
                                 for i, (d, v) in enumerate(words) if d != "zero")
    return values, set()


def values_of(item):
    machine, header, names = item
    best = {}
    for extra in EXTRA:
        left = names
        while left:
            values, bad = evaluate(machine, header, left, extra)
            if values is not None:
                best.update(values)
                break
            left = [n for n in left if n not in bad]
        if len(best) == len(names):
            break
    return best


def more_names(machine):
    """(name, value) of those in ioctls.txt."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "ioctls.txt"), encoding="utf-8") as f:
        for line in f:
            name, *values = line.split("#")[0].split() or [None]
            if name and values[-1 if machine else 0] != "-":
                yield name, int(values[-1 if machine else 0], 16)


def table(machine, texts):
    """{value: [names]}"""
    items = [(machine, name, found) for name, text in sorted(texts.items())
             if (found := candidates(name, text))]
    names = dict(more_names(MACHINES.index(machine)))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for values in pool.map(values_of, items):
            for name, value in values.items():
                if 0 <= value < 1 << 32:
                    names.setdefault(name, value)
    by_value = {}
    for name, value in names.items():
        by_value.setdefault(value, []).append(name)
    return {v: [n for n in found if not shadowed(n, found)] or found
            for v, found in by_value.items()}


def shadowed(name, others):
    """Whether strace has only another one of the names for the same value."""
    return name.startswith("VIDIOC_SUBDEV_") or \
        name.startswith("FS_IOC_") and name.replace("_IOC_", "_IOC32_") in others or \
        any(name + suffix in others for suffix in ("_A", "_B", "32", "64", "_TIME32"))


def main():
    print("/* Generated by ioctls.py from the uapi headers: do not edit. */")
    print('#include "tables/ioctls.h"\n')
    texts = headers()
    counts = []
    for i, machine in enumerate(MACHINES):
        by_value = table(machine, texts)
        print(f"static const struct sct_name names_{i}[] = {{")
        for value in sorted(by_value):
            print(f'\t{{ {value:#x}, "{" or ".join(sorted(by_value[value]))}" }},')
        print("};\n")
        counts.append(len(by_value))
    print("const struct sct_ioctl_names sct_ioctl_names[2] = {")
    for i, count in enumerate(counts):
        print(f"\t{{ names_{i}, {count} }},")
    print("};")
    if min(counts) < 500:
        sys.exit("ioctls.py: found too few ioctls: are the kernel's uapi headers installed?")


if __name__ == "__main__":
    main()
