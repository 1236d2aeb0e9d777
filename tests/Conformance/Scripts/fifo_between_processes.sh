mkfifo p; (echo through the fifo >p) & cat p; wait
mkfifo q r; (while read -r x; do echo "echo $x"; done <q >r) & exec 3>q 4<r; echo one >&3; read -r a <&4; echo "$a"; exec 3>&- 4<&-; wait
