# findutils, grep, sed and gawk: real programs over a small tree.
mkdir -p src/{a,b/c} empty
for i in 1 2 3; do echo "int f$i(void) { return $i; }" >src/a/f$i.c; done
echo 'TODO: x' >src/b/n.txt
printf 'a\0b\0' >src/b/c/zero
touch -d 2001-01-01 src/a/f1.c
ln -s a src/l
chmod 600 src/a/f2.c
find src | sort
find src -type f -name '*.c' -newermt 2010-01-01 | sort
find src -perm 600
find . -empty | sort
find src -size -2 -type f -printf '%f %s %m %y %d\n' | sort
find src -type l -printf '%p -> %l\n'
find -L src -name f1.c | sort
find src -name c -prune -o -type f -print | sort
find src -name '*.c' -exec grep -c return {} + | sort
find src -type f -print0 | sort -z | xargs -0 -n 2 echo
find src -regex '.*/f[12]\.c' | sort
find src -mindepth 2 -maxdepth 2 | sort
find src -links 2 -type d | sort
find nothere 2>&1
find src -name f3.c -delete
ls src/a
seq 1 10 | xargs -n 3
seq 4 | xargs -I{} echo '<{}>'
seq 1 8 | xargs -P 4 -n 1 sh -c 'echo $0' | sort | tr '\n' ' '
echo
printf 'a b' | xargs false; echo $?
grep -rn return src | sort
grep -o '[0-9]\+' src/a/*.c
grep -E -c '^(int|char)' src/a/f1.c
grep -v int src/a/f1.c; echo $?
grep -P '\d(?=;)' src/a/f1.c
printf 'a\nb\nc\nd\n' | grep -A1 -B1 c
grep -z b src/b/c/zero | tr '\0' '\n'
grep -l TODO -r src
grep -F '(void)' -h src/a/f2.c
printf 'Foo\nfoo\n' | grep -i -w FOO
grep x nothere 2>&1; echo $?
sed -n '2,3p' <<<$'1\n2\n3'
sed -E 's/(\w+) (\w+)/\2 \1/' <<<'hello world'
sed -e '/b/{s//B/;p}' <<<$'a\nb'
sed '$!N;s/\n/ /' <<<$'1\n2\n3'
sed -i.bak 's/return/RETURN/' src/a/f2.c
cat src/a/f2.c
ls src/a
sed 'y/abc/xyz/' <<<aabbcc
sed '1!G;h;$!d' <<<$'x\ny'
sed --debug -n p </dev/null | head -1
sed = <<<$'q\nr' | sed N
gawk 'BEGIN { for (i = 0; i < 5; i++) s += i * i; print s, length("abc"), substr("hello", 2, 3), index("abc", "c"), toupper("x"), 7 % 3, 2 ** 10 }'
gawk '{ c[$1] += $2 } END { n = asorti(c, k); for (i = 1; i <= n; i++) print k[i], c[k[i]] }' <<<$'b 1\na 2\nb 3'
gawk -F: -v OFS=- '{ $1 = $1 } 1' <<<a:b:c
gawk 'BEGIN { printf "%d %s %5.1f\n", strtonum("0x1f"), gensub(/b(.)/, "<\\1>", "g", "abcbd"), 3.14159; "echo hi" | getline x; print x; print "z\na" | "sort"; close("sort"); print systime() > 1000; split("a,b,c", p, ","); print p[3]; print match("foobar", /o+/), RSTART, RLENGTH; print and(12, 10), lshift(1, 4); system("exit 3") }'
gawk 'BEGIN { cmd = "cat"; print "two-way" |& cmd; close(cmd, "to"); cmd |& getline line; print line }'
gawk 'BEGINFILE { print FILENAME } { n++ } END { print n }' src/a/f1.c src/a/f2.c
gawk 'BEGIN { RS = "" } { print NF }' <<<$'a b\nc\n\nd'
gawk 'BEGIN { exit 4 }'; echo $?
diff -u <(printf 'a\nb\n') <(printf 'a\nc\n') | tail -3; diff -q src/a/f1.c src/b/n.txt; echo $?; cmp src/a/f1.c src/a/f2.c
