awk 'BEGIN {for (i = 1; i <= 5; i++) a[i] = i * i; for (i = 5; i >= 1; i--) printf "%d ", a[i]; print ""}'
echo 'the cat the dog the end' | awk '{for (i = 1; i <= NF; i++) n[$i]++} END {print n["the"], n["cat"]}'
awk 'BEGIN {s = "hello"; print toupper(s), substr(s, 2, 3), index(s, "l"); gsub(/l/, "L", s); print s; n = split("a:b:c", p, ":"); print n, p[2]}'
awk 'function f(n) {return n < 2 ? n : f(n - 1) + f(n - 2)} BEGIN {print f(15)}'
