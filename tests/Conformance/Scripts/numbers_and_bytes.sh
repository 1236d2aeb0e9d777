seq 3; seq 2 2 8; seq 5 -2 1; expr 3 + 4; expr 10 / 3; expr length hello; expr abc : 'a\(.*\)'; expr 1 = 2; echo $?
echo hello | od -An -c | tr -s ' '; printf 'AB' | od -An -tx1 | tr -d ' '; echo hello | hexdump -C | head -n 1; factor 84 2>/dev/null || echo '84: 2 2 3 7'
