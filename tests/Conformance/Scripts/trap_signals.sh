trap 'echo caught USR1' USR1
kill -USR1 $$
echo between
trap - USR1
trap '' TERM; kill -TERM $$; echo survived
$TEST_SHELL -c 'kill -TERM $$; echo inherited ignoring'
trap 'echo int; exit 4' INT; (kill -INT $$); sleep 0.1; echo not reached
