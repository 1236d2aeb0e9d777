i=0; while [ $i -lt 3000 ]; do echo "line number $i of the big document"; i=$((i + 1)); done >f
$TEST_SHELL -c "cat <<END | wc -l | tr -d ' '
$(cat f)
END"
