printf '%s-%s\n' a b c d
printf '%d %5d|%-5d|%05d\n' 7 42 42 42
printf '%x %X %o %c\n' 255 255 8 hello
printf '%b' 'a\tb\n'; printf '%s\n' 'a\tb'
printf '%.3s|%8s|%-8s|\n' abcdef right left
printf '%%\n'; printf 'no newline'; echo
printf '%d\n' 0x10 010 "'A"
