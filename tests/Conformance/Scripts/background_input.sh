echo data | { cat <&0 & wait; }
cat & wait; echo "stdin was empty"
