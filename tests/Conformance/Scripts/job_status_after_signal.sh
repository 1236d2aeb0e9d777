(kill -TERM $(sh -c 'echo $PPID')) 2>/dev/null; echo $(($? > 128))
$TEST_SHELL -c 'trap "exit 7" TERM; kill -TERM $$; sleep 1'; echo $?
