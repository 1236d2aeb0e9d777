i=0; while [ $i -lt 2000 ]; do echo "some text to fill the pipe with $i"; i=$((i + 1)); done | cat | cat | tail -n 1
yes | head -n 100000 | wc -l | tr -d ' '
dd if=/dev/zero bs=1000 count=1000 2>/dev/null | wc -c | tr -d ' '
