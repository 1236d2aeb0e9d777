# ${x-y}, ${x:-y}, ${x+y}, ${x:+y}, ${x=y}, ${x:=y}.
unset a; b=; c=set
echo "[${a-unset}] [${b-unset}] [${c-unset}]"
echo "[${a:-empty}] [${b:-empty}] [${c:-empty}]"
echo "[${a+has}] [${b+has}] [${c+has}]"
echo "[${a:+full}] [${b:+full}] [${c:+full}]"
echo "[${d=made}] [$d] [${b:=filled}] [$b]"
