exec 2>/dev/null
sleep 100 & kill $!; wait $!; echo $?
sleep 100 & kill -9 $!; wait $!; echo $?
sleep 100 & kill -USR1 $!; wait $!; echo $?
kill -0 $$; echo $?
kill -0 4194300 2>/dev/null; echo $?
