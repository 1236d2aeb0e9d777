value='one  two	three
four'
set -- $value; echo $#
IFS=,; value='a,,b,'; set -- $value; echo $# "[$2]"
IFS=', '; value='a , b,c'; set -- $value; echo $#
unset IFS; value=' lead and trail '; set -- $value; echo $# "[$1]"
