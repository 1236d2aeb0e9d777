command echo plain; command -v cd; command -v absent_thing; echo $(($? != 0))
f() { echo function; }; command -v f
type cd >/dev/null; echo $?
echo() { printf 'mine %s\n' "$*"; }; echo x; command echo x; unset -f echo
