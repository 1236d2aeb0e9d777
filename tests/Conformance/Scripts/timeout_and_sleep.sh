exec 2>/dev/null
timeout 0.1 sleep 5; echo $?; timeout 5 true; echo $?; timeout -s KILL 0.1 sleep 5; echo $(($? > 128)); sleep 0.05; echo $?; usleep 1000 2>/dev/null; echo done
