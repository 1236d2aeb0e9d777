seq 1 100 >f; dd if=f bs=10 skip=1 count=1 2>/dev/null; echo; dd if=/dev/zero of=z bs=512 count=4 2>/dev/null; wc -c <z | tr -d ' '
printf XY | dd of=z bs=1 seek=3 conv=notrunc 2>/dev/null; od -An -c z | head -n 1 | tr -s ' '; dd if=/dev/zero of=hole bs=1 count=1 seek=1000000 2>/dev/null; wc -c <hole | tr -d ' '
