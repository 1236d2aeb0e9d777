exec 2>/dev/null
true; echo $?; false; echo $?
(exit 42); echo $?
nosuchcommand_at_all 2>/dev/null; echo $?
touch plain; ./plain 2>/dev/null; echo $?
mkdir d; ./d 2>/dev/null; echo $?
$TEST_SHELL -c 'exit 300'; echo $?
$TEST_SHELL -c 'kill -9 $$'; echo $?
$TEST_SHELL -c 'kill -15 $$'; echo $?
