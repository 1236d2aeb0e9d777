x=1; (x=2; echo $x; cd /; exit 3); echo $? $x
{ x=5; echo grouped; }; echo $x
(trap 'echo leaving' EXIT; echo in)
echo a | (read v; echo "got $v")
x=0; echo data | read x || true; (echo "$((x == 0 || x == 0))") 2>/dev/null || echo 1
