set -- one two three
echo $# $1 ${3} ${#2}
shift; echo $# $1
set --; echo $# "[$1]"
set -- a b c d e f g h i j k; echo ${10} ${11} $10
