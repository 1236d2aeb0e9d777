printf 'a 1 x\nb 2 y\nc 3 z\n' >f
awk '{print $2, $1}' f; awk '{s += $2} END {print s, NR, NF}' f; awk -F1 'NR==1{print $1 "|" $2}' f
awk '$2 > 1 {print $1}' f; awk '/b/,/c/' f; awk 'BEGIN {print 7/2, 2^10, length("four")}'; awk -v v=5 'BEGIN {print v * 2}'
