{ echo out; echo err >&2; } 2>&1 >file | sed 's/^/piped: /'
cat file
echo text >a >b; wc -c <a | tr -d ' '; cat b
