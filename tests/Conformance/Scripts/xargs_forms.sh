echo a b c | xargs echo; printf '1\n2\n3\n' | xargs -n 1 echo n
printf 'x\ny\n' | xargs -I {} echo "<{}>"; echo "a 'b c' d" | xargs -n 1 echo
printf '' | xargs -r echo never; seq 1 2000 | xargs | wc -w | tr -d ' '
