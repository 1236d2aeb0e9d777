import os, sys, subprocess, threading, json, tempfile, socket, select, time, signal, queue, sqlite3, hashlib, zlib, random, re, math, datetime, struct, collections, itertools, functools, asyncio, multiprocessing, concurrent.futures, mmap, fcntl, pathlib, shutil, glob, logging, unittest, io, ctypes, decimal, csv, argparse, configparser, urllib.parse, xml.etree.ElementTree as ET, tarfile, zipfile, gzip, bz2, lzma, uuid, secrets, platform, pwd, grp, resource, traceback, contextlib, selectors, pty, termios, errno
def ok(name, value): print(name, value, flush=True)
ok('sub', subprocess.run(['sh','-c','echo hi; exit 3'],capture_output=True).stdout)
ok('rc', subprocess.run(['sh','-c','exit 3']).returncode)
ok('check', subprocess.check_output('cat', input=b'x'*100000).count(b'x'))
try: subprocess.run(['sleep','10'],timeout=0.3)
except subprocess.TimeoutExpired: ok('timeout','yes')
p=subprocess.Popen(['cat'],stdin=subprocess.PIPE,stdout=subprocess.PIPE); ok('comm',p.communicate(b'abc'))
ok('kill', subprocess.run(['sh','-c','kill -9 $$']).returncode)
try: subprocess.run(['/nonexist'])
except FileNotFoundError as e: ok('enoent', e.errno)
n=0; l=threading.Lock()
def w():
    global n
    for i in range(1000):
        with l: n+=1
ts=[threading.Thread(target=w) for _ in range(10)]
[t.start() for t in ts]; [t.join() for t in ts]; ok('threads', n)
q=queue.Queue(); threading.Thread(target=lambda:[q.put(i) for i in range(5)]).start(); ok('queue',[q.get(timeout=10) for _ in range(5)])
ev=threading.Event(); t0=time.monotonic(); ok('event', ev.wait(0.1)); ok('waited', time.monotonic()-t0>=0.099)
ok('json', json.loads(json.dumps({'a':[1,2.5,None]})))
with tempfile.TemporaryDirectory() as d:
    pathlib.Path(d,'f').write_text('hello'); ok('glob',[os.path.basename(x) for x in glob.glob(d+'/*')]); shutil.copytree(d,d+'2'); ok('ls',os.listdir(d+'2'))
    with open(d+'/m','wb+') as f:
        f.truncate(8192); m=mmap.mmap(f.fileno(),8192); m[0:3]=b'abc'; m.flush(); f.seek(0); ok('mmap',f.read(3))
    db=sqlite3.connect(d+'/db'); db.execute('create table t(x)'); db.executemany('insert into t values(?)',[(i,) for i in range(1000)]); db.commit(); ok('sql',db.execute('select sum(x) from t').fetchone())
    db.execute('pragma journal_mode=wal'); db.execute('insert into t values(5)'); db.commit(); ok('wal', db.execute('select count(*) from t').fetchone()); db.close()
    with tarfile.open(d+'/t.tgz','w:gz') as t: t.add(d+'/f')
    with zipfile.ZipFile(d+'/z.zip','w',zipfile.ZIP_DEFLATED) as z: z.write(d+'/f','f')
    ok('zip', zipfile.ZipFile(d+'/z.zip').read('f'))
a,b=socket.socketpair(); a.send(b'hi'); ok('sp',b.recv(10))
s=socket.socket(socket.AF_UNIX); s.bind('\0abs'); s.listen(); c=socket.socket(socket.AF_UNIX); c.connect('\0abs'); k,_=s.accept(); k.sendall(b'q'); ok('unix', c.recv(1))
if hasattr(socket,'send_fds'):
    r,wf=os.pipe(); socket.send_fds(a,[b'x'],[r]); m,f,_,_=socket.recv_fds(b,10,5); os.write(wf,b'z'); ok('fds', os.read(f[0],1))
sel=selectors.DefaultSelector(); sel.register(a,selectors.EVENT_READ); b.send(b'1'); ok('sel',len(sel.select(1)))
got=[]; signal.signal(signal.SIGALRM,lambda *x: got.append(1)); signal.setitimer(signal.ITIMER_REAL,0.05); time.sleep(0.2); ok('alarm',got)
async def am():
    pr=await asyncio.create_subprocess_exec('echo','async',stdout=subprocess.PIPE); o,_=await pr.communicate()
    r=await asyncio.gather(*[asyncio.sleep(0.01,i) for i in range(5)]); return o,r
ok('asyncio',asyncio.run(am()))
def sq(x): return x*x
with concurrent.futures.ThreadPoolExecutor(4) as ex: ok('tpe',list(ex.map(sq,range(5))))
if __name__=='__main__':
    try:
        with multiprocessing.Pool(2) as p: ok('pool',p.map(sq,range(5)))
    except Exception as e: ok('pool failed', repr(e)); traceback.print_exc()
    mq=multiprocessing.Queue(); pp=multiprocessing.Process(target=mq.put,args=('mp',)); pp.start(); ok('mpq',mq.get(timeout=20)); pp.join()
    from multiprocessing import shared_memory
    sm=shared_memory.SharedMemory(create=True,size=100); sm.buf[0]=7; ok('shm',sm.buf[0]); sm.close(); sm.unlink()
pid,fd=pty.fork()
if pid==0: os.execvp('sh',['sh','-c','stty size; tty; echo done'])
out=b''
try:
    while True:
        x=os.read(fd,1000)
        if not x: break
        out+=x
except OSError as e: ok('pty end',e.errno)
ok('pty', out.replace(b'\r\n',b'|')); os.waitpid(pid,0)
ok('sha', hashlib.sha256(b'x').hexdigest()[:8]); ok('ctypes', ctypes.CDLL(None).getpid()==os.getpid())
ok('uname', os.uname().sysname); ok('cpu', os.cpu_count()==len(os.sched_getaffinity(0))); ok('rl', resource.getrlimit(resource.RLIMIT_NOFILE)[0]>0)
ok('pw', pwd.getpwuid(0).pw_name); ok('date', datetime.datetime.now().year>=2025); ok('urandom',len(os.urandom(8)))
ok('lzma', lzma.decompress(lzma.compress(b'1'*1000))==b'1'*1000)
ok('decimal', decimal.Decimal(1)/decimal.Decimal(7))
ok('memfd', os.memfd_create('x')>0); ok('scandir', sorted(e.name for e in os.scandir('/') if e.is_dir())[:3])
ok('posix_spawn', os.waitstatus_to_exitcode(os.waitpid(os.posix_spawn('/bin/sh',['sh','-c','exit 4'],os.environ),0)[1]))
try: os.listxattr('/tmp'); ok('xattr','fine')
except OSError as e: ok('xattr',e.errno)
print('END')
