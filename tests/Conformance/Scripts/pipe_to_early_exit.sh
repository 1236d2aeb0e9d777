seq 1 1000000 | head -n 2
yes 2>/dev/null | sed 3q
