$TEST_SHELL -c 'readonly r=1; r=2; echo no' 2>/dev/null; echo $(($? != 0))
$TEST_SHELL -c 'readonly r=1; (unset r) 2>/dev/null; echo $r'
