umask 022; umask; touch a; umask 077; touch b; mkdir c; umask 000; touch d
stat -c '%a %n' a b c d
umask u=rwx,g=rx,o=; umask
chmod u+s,g-r,o=w a; stat -c %a a
