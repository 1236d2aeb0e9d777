greet() { echo "hello $1"; return 7; }
greet world; echo $?
f() { echo $#; shift; echo "$1"; }
f a b c
set -- outer; f inner x; echo $1
recursive() { [ $1 -eq 0 ] && return; echo $1; recursive $(($1 - 1)); }
recursive 3
f() (exit 5); f; echo $?
unset -f greet; greet 2>/dev/null; echo $?
