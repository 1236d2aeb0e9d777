total=0; for n in $(seq 1 10); do total=$((total + n)); done; echo $total
seq 1 3 | while read n; do echo "n=$n"; last=$n; done; echo "[${last-}]" | sed 's/\[.*\]/after/'
while :; do break; done; echo $?; for x in a b; do for y in 1 2; do printf '%s%s ' $x $y; done; done; echo
