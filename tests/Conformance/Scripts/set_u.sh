$TEST_SHELL -uc 'echo ${x-default}; echo $x; echo no' 2>/dev/null; echo $(($? != 0))
$TEST_SHELL -uc 'x=; echo "[$x]"'
$TEST_SHELL -uc 'echo $#; echo "$@"'
