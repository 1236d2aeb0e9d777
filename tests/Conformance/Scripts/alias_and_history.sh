$TEST_SHELL -c 'exec echo replaced; echo no'
(exec true; echo no); echo $?
exec 3>&1; echo three >&3
