echo text >a; cp a b; cmp a b && echo copied; mv b c; ls; mkdir d; cp a c d; ls d; cp -r d e; ls e
rm a; rm a 2>/dev/null; echo $?; rm -f a; echo $?; rmdir d 2>/dev/null; echo $?; rm -r d; ls
mv c e/a; cat e/a; ln e/a hard; stat -c %h hard
