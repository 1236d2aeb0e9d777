# What coreutils print for files, text and numbers, not only how they end.
seq 1 20 >n; seq -w 8 11; seq 0 0.5 2; seq -s, 5
sort -rn n | head -3
sort -t: -k2,2n -k1,1 <<<$'b:2\na:10\nc:2'
printf 'b\na\nb\n' | sort -u
sort -R n | sort -n | md5sum
sort -h <<<$'2K\n1G\n3M'
tac n | tail -2; nl -ba n | tail -1; fold -w 5 <<<abcdefghijk; fmt -w 20 <<<'one two three four five six seven'; pr -t -2 -l 5 n | head -3
cut -d: -f1,3 <<<a:b:c
paste -sd+ n
paste n n | head -2
join <(printf '1 a\n2 b\n') <(printf '2 x\n3 y\n')
comm <(printf 'a\nb\n') <(printf 'b\nc\n')
tr a-z A-Z <<<hello; tr -d aeiou <<<education; tr -s ' ' <<<'a   b'; expand -t4 <<<$'a\tb'; unexpand -a -t4 <<<'    x'
wc n
wc -L n
od -An -tx1z <<<abc
od -c -N4 n
sum n
cksum n
md5sum n
sha1sum n
sha256sum n
sha512sum n | cut -c1-20
b2sum n | cut -c1-20
base64 <<<hello
base32 <<<hi
basenc --base16 <<<hi
split -l 7 n part.; wc -l part.*; csplit -s n 5 10; wc -l xx*; truncate -s 10k big; stat -c '%s %b %F %a %h' big; shred -u big; ls
mkdir -p d/e/f; touch -d '2020-01-02 03:04:05 UTC' d/file; TZ=UTC stat -c '%y %n' d/file; TZ=UTC ls -l --time-style=+%Y d | sed 1d | grep -v ' e$'
ln -s file d/link
ln d/file d/hard
readlink d/link
realpath --relative-to=. d/link
readlink -f d/e/../link | sed "s,$PWD,.,"
stat -c '%h' d/file
ls -F d
cp -a d copy
diff -r d copy && echo same
cp -l n n.hard
stat -c %h n
cp --sparse=always n n.sparse
cmp n n.sparse
install -m 640 n inst
stat -c %a inst
mv -b n.sparse inst
ls inst*
chmod u=rwx,g=rx,o= d
stat -c %A d
chmod 1777 d
stat -c '%a %A' d
(umask 027; touch masked; stat -c %a masked)
chown 1:2 n
stat -c '%u:%g' n
chgrp 3 n
stat -c %g n
rmdir d/e 2>&1
rmdir -p copy/e/f 2>&1 | head -1
rm -r copy
rm nothere 2>&1
rm -f nothere; echo $?
unlink inst
dd if=n bs=3 count=2 skip=1 status=none
dd if=/dev/zero bs=1M count=3 2>&1 of=z | head -2
du -s --apparent-size -b z; du -ak d | sort -k2 | tail -1 | cut -f2; df --output=target / | tail -1; test -d d && [ n -ot d ]; echo $?
date -u -d @86400 '+%F %T %j %a'
date -u -d '2024-02-28 +2 days' +%D
TZ=America/New_York date -d @0 +%Z 2>&1
factor 1234567890 97
expr 7 \* 6
expr match abcabc 'ab'
numfmt --to=iec 123456789
numfmt --from=si 3K
echo a b c | tee t1 t2
cat -A <<<$'a\tb'
cat -n t1
head -c 3 t1
tail -n +2 n | head -1
tail -c 4 n
printf '%5.2f|%-5s|%05d|%x\n' 3.14159 ab 42 255
echo -e 'a\tb\x41'
basename /a/b.c .c
dirname /a/b/c
pathchk -p 'bad name'; echo $?
nproc >/dev/null && echo nproc
uname -s -m
id -u
id -un
groups
whoami
logname 2>/dev/null
arch
hostid | wc -c
tty
env -i A=1 env
printenv HOME | wc -l
timeout 0.2 sleep 5; echo $?
{ timeout -s KILL 0.2 sleep 5; } 2>/dev/null; echo $?
nice -n 5 nice
nohup echo hup 2>/dev/null
stdbuf -oL echo buf
yes | head -2
true
false; echo $?
sleep 0.01
kill -l 9
tsort <<<'a b b c'
ptx -G <<<'x y' | head -1
mktemp -u XXXX | wc -c
mkfifo p
stat -c %F p
mknod nul c 1 3 && stat -c '%F %t:%T' nul
shuf -i 1-5 | sort | tr '\n' ' '
echo
ls -la nothere 2>&1
link n l2
sync n; echo $?
dircolors -b | head -c 9
echo
tail -f --pid=$$ /dev/null & kill $!
wait $! 2>/dev/null; echo $?
