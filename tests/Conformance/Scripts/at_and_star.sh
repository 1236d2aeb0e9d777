# "$@" keeps words, "$*" joins them by the first character of IFS.
count() { echo $#; }
set -- 'a b' c ''
count "$@"; count $@; count "$*"; count $*
IFS=:; echo "$*"; IFS=; echo "$*"; unset IFS; echo "$*"
count "x$@y"
