trap 'echo signalled' USR1
sleep 5 & child=$!
(sleep 0.1; kill -USR1 $$) &
wait $child; echo $(($? > 128))
kill $child
