pwd >start; mkdir -p a/b; cd a/b; [ "$(pwd)" = "$(cat ../../start)/a/b" ] && echo in
cd ..; basename "$(pwd)"; cd - >/dev/null; basename "$(pwd)"
cd /absent 2>/dev/null; echo $?; basename "$(pwd)"
cd ../..; ln -s a/b l; cd l; basename "$(pwd)"; basename "$(pwd -P)"; cd ..; ls start
