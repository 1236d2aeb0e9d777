x=aaaaaaaaaa; x=$x$x$x$x$x$x$x$x$x$x; x=$x$x$x$x$x$x$x$x$x$x; env printf '%s' "$x" | wc -c | tr -d ' '
set -- $(seq 1 1000); env echo "$@" | wc -w | tr -d ' '
