t() { [ "$@" ] && echo true || echo false; }
t x; t ''; t -n x; t -z x; t -z ''; t a = a; t a = b; t a != b
t -n; t '!'; t ! x; t '(' x ')'; t x -a y; t '' -o y; t = = =
