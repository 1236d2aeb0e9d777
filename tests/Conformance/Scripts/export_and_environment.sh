x=1; $TEST_SHELL -c 'echo "[$x]"'; export x; $TEST_SHELL -c 'echo "[$x]"'
y=2 $TEST_SHELL -c 'echo "[$y]"'; echo "[$y]"
export z='a b'; env | grep '^z='
unset x; $TEST_SHELL -c 'echo "[$x]"'
env -i A=1 $TEST_SHELL -c 'echo $A'
