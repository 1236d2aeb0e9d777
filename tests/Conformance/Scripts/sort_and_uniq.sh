printf '10\n9\n2\n10\nb\na\n' >f
sort f; sort -n f; sort -r f; sort -u f; sort f | uniq -c | sed 's/^ *//'; sort f | uniq -d; sort f | uniq -u
printf 'x 3\ny 1\nz 2\n' | sort -k 2; printf 'b:2\na:10\n' | sort -t : -k 2 -n
