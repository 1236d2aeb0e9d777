seq 1 5000 >f; cp f g; gzip g; [ "$(wc -c <g.gz)" -lt "$(wc -c <f)" ] && echo smaller
gunzip -c g.gz | cmp - f && echo same; gzip -t g.gz; echo $?; gunzip g.gz; cmp f g && echo back
echo text | gzip | gunzip; printf bad >x.gz; gzip -t x.gz 2>/dev/null; echo $(($? != 0))
tar czf t.tgz f; tar tzf t.tgz
