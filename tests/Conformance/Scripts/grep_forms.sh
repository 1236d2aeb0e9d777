printf 'apple\nBanana\ncherry 42\n\n' >f
grep an f; grep -i APPLE f; grep -v a f; grep -c . f; grep -n e f; grep -E 'a(p|n)' f; grep -F '4' f; grep -o '[0-9]*' f
grep -q zzz f; echo $?; grep x absent 2>/dev/null; echo $?; grep -l apple f; grep -w cherry f; grep '^$' f | wc -l | tr -d ' '
