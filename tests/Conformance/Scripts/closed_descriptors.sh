(exec >&-; echo lost) 2>/dev/null; echo $(($? != 0))
(exec 3>&-; echo x >&3) 2>/dev/null; echo $(($? != 0))
echo ok <&-
