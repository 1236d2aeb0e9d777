touch -d '2001-02-03 04:05:06' f; TZ=UTC date -r f '+%Y-%m-%d %H:%M:%S'; touch -r f g; [ f -nt g ] || [ f -ot g ] || echo equal
touch g; [ g -nt f ] && echo newer; touch -c absent; ls absent 2>/dev/null; echo $(($? != 0))
