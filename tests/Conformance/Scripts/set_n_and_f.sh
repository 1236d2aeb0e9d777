$TEST_SHELL -n -c 'echo never'; echo $?
touch a.c b.c; set -f; echo *.c; set +f; echo *.c
