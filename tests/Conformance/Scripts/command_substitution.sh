echo "$(echo inner)" `echo ticks` "$(echo "nested $(echo deep)")"
x=$(printf 'trailing\n\n\n'); echo "[$x]"
x=$(false); echo $?
x=$(exit 3) y=$(true); echo $?
echo $(echo a; echo b)
echo "$(cat <<END
here
END
)"
