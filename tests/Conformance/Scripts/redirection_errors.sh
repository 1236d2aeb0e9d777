exec 2>/dev/null
cat <absent 2>/dev/null; echo $?
(echo x >/absent/dir/file) 2>/dev/null; echo $(($? != 0))
set -C; echo a >new; (echo b >new) 2>/dev/null; echo $(($? != 0)); echo c >|new; cat new
