# The parts of bash that lean on the kernel: pipes, process substitution, coprocesses, traps, jobs, redirections, wait.
set -m; sleep 0.3 & jobs; kill -STOP %1; sleep 0.1; jobs; kill -CONT %1; wait %1; echo $?; set +m
coproc C { while read -r x; do echo "got $x"; done; }; echo one >&"${C[1]}"; read -r y <&"${C[0]}"; echo "$y"; exec {C[1]}>&-; wait $C_PID; echo $?
cat <(echo a) <(echo b); tee >(sed s/x/y/ >sub) <<<x; sleep 0.2; cat sub; mapfile -t lines < <(seq 3); echo ${#lines[@]} "${lines[2]}"
trap 'echo usr1' USR1
kill -USR1 $$
(trap 'echo term; exit 7' TERM; kill -TERM $BASHPID; sleep 1); echo $?
trap 'echo debug' DEBUG
:
trap - DEBUG
f() { trap 'echo ret' RETURN; }
f
trap 'echo err' ERR
false
trap - ERR
exec 3>out
echo to3 >&3
exec 3>&-
cat out
exec {fd}<>out
read -r l <&$fd
echo "$l" "$((fd > 9))"
{ echo o; echo e >&2; } 2>&1 | sort
echo x >/dev/full; echo $?
exec 4<<<here
cat <&4
echo a >&5; echo $?
false | true
echo "${PIPESTATUS[@]}"
set -o pipefail
false | true; echo $?
set +o pipefail
! true; echo $?
(exit 300); echo $?
{ sh -c 'kill -9 $$'; } 2>/dev/null; echo $?
/etc; echo $?
nothere; echo $?
: >noexec
./noexec; echo $?
printf '#!/nothere\n' >bad
chmod +x bad
./bad; echo $?
for i in 1 2 3; do (sleep 0.0$i; exit $i) & p[$i]=$!; done
for i in 3 1 2; do wait ${p[$i]}; echo $?; done
(exit 5) & wait -n; echo $?
wait 99999; echo $?
{ sleep 5 & k=$!; }
kill $k
wait $k 2>/dev/null; echo $?
shopt -s extglob nullglob globstar
declare -A m=([a]=1 [b]=2)
for k in $(printf '%s\n' "${!m[@]}" | sort); do echo $k=${m[$k]}; done
a=(1 2 3)
echo "${a[@]:1}" "${#a[@]}" "${a[-1]}"
s=hello
echo ${s^} ${s^^} ${s:1:3} ${s/l/L} ${s//l/L} ${s%l*} ${s##*l}
printf -v v %03d 7; echo $v
echo $((2#101 + 0x10 + 010)) $((1 << 40))
[[ abc =~ a(.)c ]] && echo ${BASH_REMATCH[1]}
select x in a b; do echo $x; break; done <<<2 2>/dev/null
echo {1..5} {a..c}x
mkdir -p g/h
touch g/h/x.c g/y.c
echo **/*.c nope* @(g|q)
case xyz in x*) echo x;;& *z) echo z;; esac
read -t 0.1 -r q < <(sleep 1); echo $?
read -n 2 q <<<abc; echo $q
read -d , q <<<a,b; echo $q
IFS=: read -r a b c <<<1:2:3
echo $c$b$a
TIMEFORMAT=%0R
time true
ulimit -n 64
ulimit -n
{ (ulimit -f 1; dd if=/dev/zero of=lim bs=4096 count=1 status=none); } 2>/dev/null; echo $?
umask 077
umask -S
times | wc -l
kill -l TERM
type -t cd ls f
hash -r
command -v sh
enable -n echo
enable echo
caller
echo $SHLVL $BASH_SUBSHELL $- | wc -w
getopts ab: o -b x
echo $o $OPTARG
let z=5*5; echo $z
( cd /; pwd; cd "$OLDPWD" && pwd | wc -l )
printf '%q\n' 'a b'
eval 'echo $((3*3))'
echo $'a\nb' | while read -r l
do echo "[$l]"; done
bash -c 'echo $0 $@' zero one two
bash -n -c 'if'; echo $?
exec bash -c 'echo replaced; exit 6'
