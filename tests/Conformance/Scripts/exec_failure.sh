$TEST_SHELL -c 'exec /absent/program' 2>/dev/null; echo $?
