printf 'a:b:c\nd:e:f\n' >f
cut -d : -f 2 f; cut -d : -f 1,3 f; cut -c 1-3 f; paste -d , f f; paste -s -d + f
echo hello | tr a-y b-z; echo aabbcc | tr -s b; echo a1b2 | tr -d 0-9; echo 'a b' | tr ' ' '\n'; echo xyz | tr -c x .; echo
