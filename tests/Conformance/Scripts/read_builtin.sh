printf 'a b c\n' | { read x y; echo "[$x] [$y]"; }
printf '  spaced  \n' | { read x; echo "[$x]"; }
printf '  spaced  \n' | { IFS= read -r x; echo "[$x]"; }
printf 'back\\slash\n' | { read -r x; echo "[$x]"; }
printf 'joined\\\nline\n' | { read x; echo "[$x]"; }
printf 'no newline' | { read x; echo "$? [$x]"; }
printf '' | { read x; echo "$? [$x]"; }
printf 'a:b:c\n' | { IFS=: read x y z; echo "$x-$y-$z"; }
