# SPDX-License-Identifier: GPL-2.0
"""Whole runs of real programs, for both tracers attached to them. Some come from tests/fetch-programs."""
import os

TOP = os.path.realpath(os.path.dirname(__file__) + '/../..')

GIT_SETUP = '''
git init -q -b main repo; cd repo
for i in $(seq 20); do
	mkdir -p d$i; seq $i 300 > d$i/a; echo $i > d$i/b; git add .; git commit -q -m "commit $i"; git tag v$i
done
'''
GIT_SERVER = '''git daemon --reuseaddr --base-path=. --export-all --listen=127.0.0.1 --port=9418 &
while ! ss -Hltn | grep -q :9418; do sleep 0.1; done
echo ready; wait'''
GIT = '''
git clone -q git://127.0.0.1/repo cloned; cd cloned
git log --stat | tail -n 3; git checkout -q -b topic v10; echo more >> d1/a; git commit -q -a -m more; git rebase -q main
git gc -q; git fsck; git fetch -q --all; git status
'''

GCC = f'''
make -s -C {TOP} O=$PWD/built CFLAGS=-O1 $PWD/built/user/strbuf.o $PWD/built/user/merge.o $PWD/built/user/decode/scalar.o
cp -r {TOP}/tests/programs sources; cd sources; gcc -pthread -o ../threads threads.c; gcc -O2 -flto -o ../forks forks.c; ../threads
'''

UNITTEST_SETUP = '''
cat > test_things.py << 'END'
import asyncio, json, multiprocessing, os, pathlib, re, shutil, signal, socket, sqlite3, subprocess, sys, tempfile, threading, time
import unittest, zipfile

class Files(unittest.TestCase):
    def setUp(self):
        self.dir = tempfile.mkdtemp()
    def tearDown(self):
        shutil.rmtree(self.dir)
    def test_tree(self):
        for i in range(20):
            path = pathlib.Path(self.dir, str(i), 'deeper')
            path.mkdir(parents=True)
            path.joinpath('file').write_text('x' * i * 1000)
        self.assertEqual(len(list(pathlib.Path(self.dir).rglob('file'))), 20)
        shutil.copytree(self.dir, self.dir + '/copy', ignore=shutil.ignore_patterns('copy'))
    def test_zip(self):
        with zipfile.ZipFile(self.dir + '/z', 'w', zipfile.ZIP_DEFLATED) as z:
            z.write(__file__)
        self.assertIsNone(zipfile.ZipFile(self.dir + '/z').testzip())
    def test_database(self):
        with sqlite3.connect(self.dir + '/db') as db:
            db.execute('create table t (a, b)')
            db.executemany('insert into t values (?, ?)', [(i, str(i)) for i in range(500)])
        self.assertEqual(db.execute('select sum(a) from t').fetchone()[0], 124750)

class Processes(unittest.TestCase):
    def test_run(self):
        out = subprocess.run(['sort', '-n'], input=b'3\\n1\\n2\\n', stdout=subprocess.PIPE, check=True).stdout
        self.assertEqual(out, b'1\\n2\\n3\\n')
    def test_fork(self):
        pid = os.fork()
        if not pid:
            os._exit(7)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), 7)
    def test_signal(self):
        got = []
        signal.signal(signal.SIGALRM, lambda *_: got.append(1))
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        signal.pause()
        self.assertEqual(got, [1])
    def test_pool(self):
        with multiprocessing.Pool(2) as pool:
            self.assertEqual(pool.map(abs, range(-5, 5)), [5, 4, 3, 2, 1, 0, 1, 2, 3, 4])

class Network(unittest.TestCase):
    def test_threads(self):
        server = socket.create_server(('127.0.0.1', 0))
        def serve():
            peer, _ = server.accept()
            with peer:
                while data := peer.recv(100):
                    peer.sendall(data.upper())
        thread = threading.Thread(target=serve)
        thread.start()
        with socket.create_connection(server.getsockname()) as s:
            s.sendall(b'hello')
            self.assertEqual(s.recv(100), b'HELLO')
        thread.join()
        server.close()
    def test_asyncio(self):
        async def main():
            process = await asyncio.create_subprocess_exec('echo', 'x', stdout=asyncio.subprocess.PIPE)
            return await process.communicate(), await asyncio.gather(*[asyncio.sleep(0.01, i) for i in range(5)])
        self.assertEqual(asyncio.run(main())[1], [0, 1, 2, 3, 4])
END
'''

NGINX_SETUP = '''
mkdir html; seq 50000 > html/numbers; echo '<p>hello</p>' > html/index.html
cat > nginx.conf << END
worker_processes 2; pid $PWD/nginx.pid; error_log $PWD/error.log info; daemon off; user root;
events { worker_connections 64; }
http { access_log $PWD/access.log; sendfile on; gzip on; gzip_types text/plain;
server { listen 127.0.0.1:8080; root $PWD/html; location /up/ { proxy_pass http://127.0.0.1:8080/; } } }
END
'''
NGINX = '''
nginx -p $PWD -c $PWD/nginx.conf & server=$!
for i in $(seq 100); do [ -s nginx.pid ] && break; sleep 0.1; done
for i in 1 2 3 4 5; do curl -sS -o got$i http://127.0.0.1:8080/numbers http://127.0.0.1:8080/; done
curl -sS --compressed -o got6 http://127.0.0.1:8080/up/numbers; curl -sS -o got7 http://127.0.0.1:8080/missing
curl -sS -I http://127.0.0.1:8080/ ; nginx -p $PWD -c $PWD/nginx.conf -s reload; sleep 0.5
nginx -p $PWD -c $PWD/nginx.conf -s quit; wait $server
'''

POSTGRES_SETUP = 'mkdir data run; chown 65534:65534 . data run'
POSTGRES = '''
export PATH=/usr/lib/postgresql/15/bin:$PATH PGDATA=$PWD/data PGHOST=$PWD/run PGUSER=postgres
initdb -U postgres -A trust --no-locale -E UTF8 -N > initdb.log
pg_ctl -s -w -t 300 -o "-k $PWD/run -c listen_addresses= -c fsync=off -c jit=off" -l server.log start
createdb bench; pgbench -q -i -s 1 bench 2> /dev/null; pgbench -c 2 -j 2 -t 20 bench; psql -c 'select count(*) from pgbench_history' bench
pg_ctl -s -w -t 300 -m fast stop
'''

NODE = '''
const fs = require('fs'), http = require('http'), { execFileSync } = require('child_process'), zlib = require('zlib');
fs.mkdirSync('dir'); fs.writeFileSync('dir/file', 'x'.repeat(100000));
console.log(execFileSync('wc', ['-c', 'dir/file']).toString());
fs.writeFileSync('dir/file.gz', zlib.gzipSync(fs.readFileSync('dir/file')));
const server = http.createServer((q, r) => r.end('hello')).listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, r => {
    r.on('data', d => console.log(d.toString())); r.on('end', () => server.close());
  });
});
fs.promises.readdir('.').then(names => console.log(names));
setTimeout(() => console.log('later'), 20);
'''

APT = '''
mkdir -p apt/lists/partial apt/archives/partial; echo 'deb [trusted=yes] http://127.0.0.1:9/debian bookworm main' > apt/sources.list
apt-get -o Dir::Etc::sourcelist=$PWD/apt/sources.list -o Dir::Etc::sourceparts=/dev/null -o Dir::State=$PWD/apt \
	-o Dir::State::lists=$PWD/apt/lists -o Dir::Cache=$PWD/apt update
apt-cache -o Dir::Cache=$PWD/apt policy bash; dpkg -l bash; dpkg-query -S /bin/bash; true
'''

TMPFILES_SETUP = '''
cat > some.conf << END
d $PWD/made 0755 root root 10d
f $PWD/made/file 0600 nobody nogroup - contents
L $PWD/made/link - - - - /etc/passwd
p $PWD/made/pipe 0644 root root
C $PWD/made/copy - - - - /etc/default
z $PWD/made/* 0640 root root
R $PWD/gone - - - -
END
mkdir -p gone/deeper
'''


def real(case):
    """The list, made with the class of tests/oracle/cases.py."""
    def one(name, command, **more):
        more.setdefault('attached', ('', '-v -yy -s 200'))
        return case(command, (), (), name='real-' + name, limit=400, enough=0.99, **more)
    return [
        one('git', GIT, setup=GIT_SETUP, server=GIT_SERVER),
        one('gcc', GCC, attached=('',)),
        one('python3', 'exec python3 -m unittest -v test_things 2> log', setup=UNITTEST_SETUP),
        one('nginx', NGINX, setup=NGINX_SETUP),
        one('postgres', 'exec setpriv --reuid 65534 --regid 65534 --clear-groups sh -ec \'' + POSTGRES.replace("'", "'\\''") + "'",
            setup=POSTGRES_SETUP, attached=('',)),
        one('node', 'exec node -e "$SCRIPT"', environment={'SCRIPT': NODE}),
        one('apt', APT),
        one('tmpfiles', 'exec systemd-tmpfiles --create --clean --remove $PWD/some.conf', setup=TMPFILES_SETUP),
    ]
