echo 'single $x `y` \' "double \$x \"q\" \\ " back\ slash
echo "a'b" 'c"d' "multi
line"
x=5; echo "$x" '$x' \$x "${x}y"
echo a\
b
