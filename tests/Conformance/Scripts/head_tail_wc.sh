seq 1 20 >f; head -n 3 f; tail -n 2 f; tail -n +19 f; head -c 5 f; wc -l <f | tr -d ' '; wc -w <f | tr -d ' '; wc -c <f | tr -d ' '
tac f | head -n 1; rev <<END
abc
END
nl -b a f | head -n 1 | tr -s ' \t' ' '
