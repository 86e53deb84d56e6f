# SPDX-License-Identifier: GPL-2.0
"""The programs that tests/oracle/run traces, and the options for each of them."""
import os
import shlex

import marks
import real

PROGRAMS = os.path.realpath(os.path.dirname(__file__) + '/../../build/tests/programs')


DECODE = os.path.realpath(os.path.dirname(__file__) + '/../decode')


class Case:
    """A command line, and what to trace it with.

    command   words; with anything that a shell would act on, it is a script for sh
    together  option strings for one run under both tracers; () for none
    apart     the same for two runs
    setup     shell commands that fill the work directory before each run, untraced
    server    a shell command that stays during the run, untraced; it prints a line when it is ready
    environment  what is added to it
    masks     (pattern, replacement): what else differs between two runs
    races     a pattern: lines that two runs need not both have
    answered  a program of tests/decode: compared are its cases, not what it does around them
    attached  option strings for one run with both tracers attached to it
    status    the exit status that it must have when attached
    limit     seconds for one run
    enough    which part of the lines must be identical
    """

    def __init__(self, command, together=('',), apart=('',), name='', setup='', server='', masks=(),
                 races='', answered=False, attached=(), status=0, limit=90, enough=1, environment=()):
        self.name = name or command.split()[0].split('/')[-1]
        self.command = ['sh', '-c', command] if set(command) & set('$|;&<>\n') else shlex.split(command)
        self.together = [shlex.split(options) for options in together]
        self.apart = [shlex.split(options) for options in apart]
        self.setup, self.server, self.masks, self.races = setup, server, list(masks), races
        self.answered = answered
        self.attached = [shlex.split(options) for options in attached]
        self.status, self.limit, self.enough = status, limit, enough
        self.environment = dict(environment)


def program(command, *options, **more):
    """One of tests/programs."""
    return Case(f'{PROGRAMS}/{command}', *options, **more)


FILES = '''
mkdir -p tree/deep/er tree/empty
seq 1 3000 > numbers
echo 'hello, world' > tree/hello; echo other > tree/deep/other; ln -s hello tree/link
printf 'tab\\there\\033[0m\\377\\n' > tree/deep/er/odd
find . -exec touch -h -d 2024-01-01T00:00:00.123456789Z {} +
'''
HELLO = '''
cat > hello.c << 'END'
#include <stdio.h>
int main(void) { printf("hello, world\\n"); return 42; }
END
'''
GIT = FILES + 'git init -q -b main repo; cp -r tree repo/; cd repo; git add .; git commit -q -m first; echo more > new'
PYTHON = '''
import os, subprocess, tempfile, json
with open('made', 'w') as file:
    json.dump({'list': list(range(10))}, file)
os.rename('made', 'renamed')
print(os.listdir('.'), os.stat('renamed').st_size)
print(subprocess.check_output(['cat', 'renamed']))
'''
THREADS = '''
import threading, queue
q = queue.Queue()
threads = [threading.Thread(target=lambda: q.put(1)) for _ in range(3)]
[t.start() for t in threads]; [t.join() for t in threads]; print(q.qsize())
'''
TRAPS = '''
trap 'echo usr1' USR1; trap 'echo bye' EXIT; trap '' USR2
kill -USR1 $$; kill -USR2 $$; (exit 3); echo $?
sh -c 'kill -TERM $$'; echo $?; sleep 0.2 & wait
'''
HTTP = '''exec python3 -c '
import http.server, sys
server = http.server.HTTPServer(("127.0.0.1", 8000), http.server.SimpleHTTPRequestHandler)
print("ready", flush=True)
server.serve_forever()'
'''
LISTEN = '''nc -N -l 127.0.0.1 7000 < numbers > received & while ! ss -Hltn | grep -q :7000; do sleep 0.1; done
echo ready; wait'''

SWEPT = ('', '-v', '-X raw -y')		# options for calls with one thing wrong at a time

CASES = [
    program('calls', ('-f', '-v -s 200 -xx', '-X raw'), ('', '-s 200 -x', '-e raw=all', '-c -S name')),
    program('execs', ('', '-v'), ('-f', '-f -v -s 200', '-b execve')),
    program('execs thread', ('',), ('-f',), name='execs-thread'),
    program('files', ('-y', '-v -X verbose'), ('', '-yy', '-P file')),
    program('forks', ('', '-T'), ('-f', '', '-f -e trace=process'), races=r'set_robust_list\(|pause\('),
    program('getpid_loop 20', ('-ttt', '-i'), ('-i', '-c')),
    program('ids', ('', '-X verbose'), ('-f', '-v')),
    program('int80', ('', '-v'), ('-y', '-c')),
    program('ioctls', ('-v', '-y'), ('-f', '-yy')),
    program('mem', ('', '-X raw'), ('', '-e trace=%memory -v')),
    program('misc', ('-v',), ('-f', '-X verbose')),
    program('polls', ('', '-v'), ('', '-yy')),
    program('seccomp_deny', ('', '-Z'), ('', '-z')),
    program('signals', ('', '-e signal=!SIGUSR1'), ('-f -v', '-e signal=none')),
    program('sockets', ('-v', '-yy'), ('-f', '-yy -s 200', '-e trace=%net -y')),
    program('sweep_files', SWEPT, ('', '-yy')),
    program('sweep_net', SWEPT, ('', '-yy')),
    program('sweep_process', SWEPT, ('',), masks=[(r'(, it_value=\{tv_sec=)\d+, tv_nsec=\d{4,}', r'\1<left>')]),
    program('threads', ('-f', '-r'), ()),
    program('times', ('', '-v -T'), ()),
    program('blocked_read 1', ('', '-yy'), ('-e trace=read,socket,connect,accept',),
            races='--- SIGCHLD'),

    Case('ls -l tree', ('', '-y'), ('', '-v', '-e trace=%file', '-e trace=openat -Z'), setup=FILES),
    Case('ls -l /etc', ('-v -s 100',), (), name='ls-etc'),
    Case('cat numbers tree/hello', ('-s 200', '-tt'), ('', '-c -S calls', '-e trace=read,write -s 10'), setup=FILES),
    Case('cp -a tree copy', ('-v', '-y'), ('', '-y -e trace=%desc'), setup=FILES),
    Case('find tree -type f -newer numbers', ('', '-yy'), ('', '-e trace=/stat'), setup=FILES),
    Case("bash -c 'seq 5 | sort -rn | (read x; echo $x); set -o | wc -l'", ('', '-i'), ('-f',),
         name='bash-pipeline', races=r'wait4\(-1,|--- SIGCHLD'),
    Case(shlex.join(['python3', '-c', PYTHON]), ('-v',), ('-f', '-c'), name='python3'),
    Case(shlex.join(['python3', '-c', THREADS]), ('', '-yy'), (), name='python3-threads'),
    Case('gcc -o hello hello.c', ('',), ('-f -e trace=process,openat',), setup=HELLO,
         masks=[(r'/tmp/cc\w{6}', '/tmp/<random>')]),
    Case('git init -q -b main new', ('-y',), ('',), name='git-init', setup=FILES,
         masks=[(r'/\.git/t\w{6}', '/.git/<random>')]),
    Case('git add .', ('-v',), ('',), name='git-add', setup=GIT),
    Case('git commit -q -m second -a', ('',), (), name='git-commit', setup=GIT),
    Case('git -C repo log -p', ('',), ('-s 100',), name='git-log', setup=GIT),
    Case('tar czf tree.tgz tree', ('-y',), ('-f',), name='tar-create', setup=FILES),
    Case('tar xf tree.tar', ('-v',), ('', '-e trace=!read,write'), name='tar-extract',
         setup=FILES + 'tar cf tree.tar tree; rm -r tree'),
    Case('curl -s http://127.0.0.1:8000/numbers -o got', ('-yy', '-v'), (), setup=FILES, server=HTTP),
    Case('nc -N 127.0.0.1 7000', ('-yy', '-v'), ('', '-e trace=network'), setup=FILES, server=LISTEN,
         races='poll|shutdown'),
    Case('sleep 0.1', ('-T', '-ttt'), ('', '-X raw')),
    Case('dd if=numbers of=copy bs=1k count=5 conv=fsync status=none', ('-xx', '-y'), ('-x -s 4', '-P copy'), setup=FILES),
    Case('sort -n -r numbers -o sorted', ('',), ('-e verbose=none',), setup=FILES),
    Case('grep -r hello tree', ('-s 4096',), ('', '-e abbrev=none'), setup=FILES),
    Case('id', ('', '-v'), ('-yy', '-e trace=%net,%file -e abbrev=none')),
    Case('ps -ef', ('',), ()),
    Case('date', ('', '-v'), ('-e trace=!%memory',), masks=[(r'"\w{3} \w{3} .* UTC \d{4}', '"<now>')]),
    Case(shlex.join(['sh', '-c', TRAPS]), ('', '-v -X verbose'), ('-f',), name='sh-traps',
         races='rt_sigreturn'),
    Case('mv tree moved', ('-n',), ('-e trace=%file -n',), setup=FILES),
    Case('rm -r tree', ('-v',), ('-y -e trace=/^unlink,?rmdir',), setup=FILES),
    Case('ln -s a b', ('-xx',), ('-a 60',)),
    Case('chmod -R a+rwX tree', ('-X raw',), ('-e trace=/^f?chmod -z',), setup=FILES),
    Case('stat tree numbers', ('-v -X verbose',), ('-e raw=read,close -e abbrev=!statx',), setup=FILES),
    Case('timeout 0.2 sleep 5', ('',), ('-f -e signal=SIGTERM,SIGCHLD',),
         masks=[(r'\{tv_sec=4, tv_nsec=\d+\}', '<left>')]),
    Case('sh -c "kill -SEGV $$"', ('-v',), ('-q', '-e trace=none')),
    Case('flock lock sleep 0.05', ('-yy',), ('-f',)),
    Case('tail -n 2 numbers', ('-i -T',), ('-t',), setup=FILES),
    Case('perl -e "open F, q(<), q(numbers); print while <F>; fork or exit 3; wait"', ('',), ('-e trace=!%file,%memory',),
         name='perl', setup=FILES),
    Case('unshare --mount --pid --fork true', ('-v',), ()),
    Case('mount -t tmpfs -o size=1m none tree', ('-s 200',), ('-e trace=/mount|fs',), setup=FILES,
         masks=[(r'0x7ff[c-f][0-9a-f]{8}', '<stack>')]),	# a set-user-ID program's addresses are shuffled
    Case('prlimit --nofile=100 --cpu true', ('',), ('-X verbose',)),
    Case('taskset 1 nice -n 5 uname -a', ('',), ('-e trace=/^sched,/prio,execve,uname',)),
    Case('make -s -j2', ('',), (), setup="printf 'all: a b\n%%:\n\t@echo $@\n' > Makefile"),
    # the numbers of netlink messages are the time: apart, they differ
    Case('ip address show', ('',), ()),
    Case('ip -s link', ('',), (), name='ip-link'),
    Case('ip route', ('',), (), name='ip-route'),
    Case('ss -tan', ('-v',), ()),
    Case('ss -xa', ('',), (), name='ss-unix'),
    Case('xargs -n 1 echo', ('-f',), ('-f -e trace=%process',)),
]

# of the option sets in tests/decode, those with which most and least is captured
CAPTURED = ('-v', '-x -s 4')
DECODED = [Case(DECODE.replace('/tests/', '/build/tests/') + '/' + name[:-2], (), (), attached=CAPTURED, limit=300,
                name='decode-' + name[:-2], answered=True, environment={'ANSWERED': '1', 'LIVE': '1'})
           for name in sorted(os.listdir(DECODE)) if name.endswith('.c')]

REAL = real.real(Case)
