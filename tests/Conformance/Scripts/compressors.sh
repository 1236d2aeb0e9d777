seq 1 2000 >f; bzip2 -k f; bunzip2 -c f.bz2 | cmp - f && echo bzip2
echo ok | cpio -o 2>/dev/null >/dev/null; ls f | cpio -o -H newc 2>/dev/null >a.cpio; mkdir x; (cd x; cpio -i 2>/dev/null <../a.cpio; cmp f ../f && echo cpio)
