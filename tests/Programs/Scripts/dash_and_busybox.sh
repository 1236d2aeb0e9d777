# dash as sh, and the tools that busybox is asked for: ps, top, tar, gzip, find, awk, sed, vi.
dash -c 'a=1; f() { local a=2; echo $a; }; f; echo $a; trap "echo bye" EXIT; set -- x y; echo $# $2; echo ${a:-z} ${b:-z}; echo $((a+4)); sleep 0.1 & wait $!; echo $?; kill -0 $$ && echo alive; ulimit -n >/dev/null && echo limit; exec 3<&0; echo ${0}'
b=/usr/bin/busybox
mkdir t
for i in $(seq 50); do echo "line $i" >t/$i; done
$b tar czf t.tgz t
mkdir u
$b tar xzf t.tgz -C u
diff -r t u/t && echo same
$b tar tzf t.tgz | sort | tail -1
tar cf - t | $b tar tf - | wc -l
$b gzip -k t/1
$b zcat t/1.gz
$b find t -name '4*' | sort | head -2
$b awk '{ s += $2 } END { print s }' t/[0-9]
$b sed -n 's/line/LINE/p' t/7
$b ps -o pid,comm | $b awk '$2 == "init" { print $1 }'
$b top -b -n 1 | head -4 | $b sed 's/[0-9.]\+/N/g;s/ \+/ /g' | head -1 | cut -c1-4
$b free | head -1
$b mount | grep -c ' / '
$b dmesg | wc -l | $b awk '{ print $1 > 0 }'
$b uptime | grep -c load
$b pidof init
$b cpio -o -H newc 2>/dev/null <<<t/7 | $b cpio -it 2>/dev/null
$b md5sum t/7
$b diff t/1 t/2
$b nc -h 2>&1 | head -1 | cut -c1-7
$b expr 3 + 4
$b sort -rn <<<$'1\n3\n2'
$b xxd t/7 | head -1
$b hexdump -C t/7 | head -1
$b time true 2>&1 | wc -l
$b seq 3 | $b xargs echo
$b wc t/7
$b cal 2 2024
$b bc <<<'2^70'
$b dc -e '5 3 * p'
$b which ls
$b stat -c '%s %F' t/7
$b unzip 2>&1 | wc -l | $b awk '{print $1>0}'
$b od -c t/7
$b usleep 1000
$b printf '%s\n' ok
printf ':s/line/vi/\r:wq\r' | $b vi t/9 >/dev/null 2>&1
cat t/9
$b ash -c 'set -o | head -1; echo $((1+1)); printf "%s\n" "${PWD##*/}"' | tail -1 | wc -l
