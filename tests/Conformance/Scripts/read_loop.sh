printf '%s\n' one 'two words' '' last | while IFS= read -r line; do echo "<$line>"; done
n=0; while read -r line; do n=$((n + 1)); done <<END
1
2
3
END
echo $n
