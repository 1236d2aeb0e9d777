# The status of a pipeline is that of its last command; `!` turns it round.
true | false; echo $?
false | true; echo $?
! true | false; echo $?
echo one two three | tr ' ' '\n' | sort -r | head -n 2
(exit 7) | cat; echo $?
cat </dev/null | wc -l | tr -d ' '
