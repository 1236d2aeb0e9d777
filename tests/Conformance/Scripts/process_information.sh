echo $(($$ > 0)); $TEST_SHELL -c 'echo $PPID' >f; [ "$(cat f)" = $$ ] && echo parent; (echo $$) >f; [ "$(cat f)" = $$ ] && echo same in a subshell
sleep 10 & [ -d /proc/$! ] && echo running; kill $!; wait $! 2>/dev/null; [ -d /proc/$! ] || echo gone
