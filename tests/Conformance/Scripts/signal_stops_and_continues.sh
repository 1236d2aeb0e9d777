sleep 0.3 & child=$!
kill -STOP $child; kill -CONT $child
wait $child; echo $?
