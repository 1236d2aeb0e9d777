echo one >f; echo two >>f; cat f
cat <f | wc -l | tr -d ' '
echo error >&2 2>/dev/null
{ echo out; echo err >&2; } >o 2>e; cat o e
{ echo out; echo err >&2; } >both 2>&1; sort both
echo x 3>&1 >&3
exec 4>fd4; echo via four >&4; exec 4>&-; cat fd4
exec 5<f; read a <&5; read b <&5; echo $a $b; exec 5<&-
