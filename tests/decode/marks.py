# SPDX-License-Identifier: GPL-2.0
"""Finds the cases of tests/decode/cases.h in a trace; for tests/decode/run and tests/oracle/run."""
import os
import re
import subprocess

OPTIONS = ['', '-v', '-X raw', '-v -X verbose', '-e verbose=none', '-x -s 4', '-xx']
MARK = re.compile(r'^chdir\("#([^ ]*) (.*)"\) += -1 ENOENT')


def by_case(lines):
    """[[version, case, reason, lines]], from the first mark to the last; a mark with "!" says why the case may differ."""
    found = []
    for line in lines:
        # with -xx, the marks are hex as well
        plain = re.sub(r'\\x(..)', lambda hexed: chr(int(hexed[1], 16)), line) if line.startswith(r'chdir("\x23') else line
        mark = MARK.match(plain)
        if mark and mark[1] == '!':
            found[-1][2] = mark[2]
        elif mark:
            found.append([mark[1], mark[2], '', []])
        elif found:
            found[-1][3].append(line)
    return found[:-1]


def options_of(family):
    """What a family is compared with: the usual ones, and those of a line "Options: ..; .." in it."""
    with open(f'{os.path.dirname(os.path.realpath(__file__))}/{family}.c', encoding='utf-8') as file:
        line = re.search(r'^ \* Options: (.*)$', file.read(), re.M)
    return OPTIONS + (line[1].split('; ') if line else [])


def numbers(version):
    return [int(n) for n in version.split('.')]


def version_of(strace):
    text = subprocess.run([strace, '--version'], stdout=subprocess.PIPE, check=True).stdout.decode()
    return numbers(re.search(r'version (\d+\.\d+)', text)[1])
