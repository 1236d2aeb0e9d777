echo secret >f; chmod 600 f; stat -c '%a %U:%G' f; chmod 000 f; cat f
chmod a=r f; stat -c %A f; chmod 4755 f; stat -c %A f; chmod 1777 .; stat -c %A .; chmod u=rwx,go=rx .
