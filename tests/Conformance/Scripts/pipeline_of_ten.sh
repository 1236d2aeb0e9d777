echo start | cat | cat | cat | cat | cat | cat | cat | cat | cat
seq 1 100 | sed 's/$/x/' | grep 5x | tr x y | sort -r | head -n 3
