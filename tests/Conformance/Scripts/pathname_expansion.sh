touch a.c b.c d.h .hidden 'sp ace'; mkdir sub; touch sub/x.c
echo *.c; echo ?.h; echo [ab].c; echo [!a].c; echo */*.c; echo .h*; echo *nothing*
for f in *; do echo "<$f>"; done
echo "*.c" '*.c' \*.c
x='*.c'; echo $x "$x"
