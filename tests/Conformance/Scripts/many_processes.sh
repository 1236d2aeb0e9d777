i=0; while [ $i -lt 50 ]; do (exit 0); i=$((i + 1)); done; echo $i
i=0; while [ $i -lt 20 ]; do true & i=$((i + 1)); done; wait; echo waited
echo $(for i in 1 2 3 4 5 6 7 8 9 10; do echo $i | cat; done)
