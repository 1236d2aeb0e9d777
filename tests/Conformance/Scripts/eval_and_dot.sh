eval 'x=5; echo $x'; cmd='echo "two  spaces"'; eval "$cmd"
echo 'y=sourced; echo "in file $1"; return 4; echo no' >file
. ./file; echo $? $y
eval false; echo $?; eval; echo $?
. ./absent 2>/dev/null || echo failed
