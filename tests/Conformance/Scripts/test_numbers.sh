t() { test "$@" && echo true || echo false; }
t 1 -eq 1; t 1 -ne 1; t 2 -gt 1; t 2 -ge 2; t -5 -lt 3; t 3 -le 2; t 007 -eq 7
test x -eq 1 2>/dev/null; echo $(($? >= 1))
