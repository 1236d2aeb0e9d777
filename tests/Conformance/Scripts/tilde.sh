HOME=/home/of/me; echo ~ ~/x "~" \~ a~b
x=~/bin:~; echo $x
cd -P / && cd ~ 2>/dev/null; echo $?
