# ${x?} ends a non-interactive shell.
(unset nothing; : ${nothing?is missing}; echo not reached) 2>/dev/null
echo "status is failure: $(( $? != 0 ))"
x=1; : ${x?}; echo reached
