exec 2>/dev/null
ulimit -n 50; ulimit -n; ulimit -c 0; ulimit -c
$TEST_SHELL -c 'ulimit -n'
(ulimit -f 1; dd if=/dev/zero of=f bs=4096 count=2 2>/dev/null); wc -c <f | tr -d ' '
