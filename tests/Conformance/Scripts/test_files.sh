t() { [ "$@" ] && echo true || echo false; }
echo text >full; : >empty; mkdir d; ln -s full link; ln -s absent broken; mkfifo p
t -e full; t -e absent; t -f full; t -f d; t -d d; t -L link; t -h broken; t -e broken; t -p p
t -s full; t -s empty; t -r full; t -w full; t -x full; chmod +x full; t -x full; t -x d
t -c /dev/null; t -b /dev/null; t -S p; t -t 0
touch -d '2020-01-01 00:00:00' old; t full -nt old; t old -ot full; t full -ef link
