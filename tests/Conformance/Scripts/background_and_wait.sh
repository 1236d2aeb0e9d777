sleep 0.05 & first=$!
(exit 9) & second=$!
wait $second; echo $?
wait $first; echo $?
wait; echo $?
wait 4194300 2>/dev/null; echo $?
