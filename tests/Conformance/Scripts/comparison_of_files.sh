printf 'a\nb\nc\n' >x; printf 'a\nB\nc\nd\n' >y
cmp x x; echo $?; cmp x y >/dev/null; echo $?; diff x x; echo $?; diff x y | grep '^[<>]'
