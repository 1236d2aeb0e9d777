printf '\303\244\377\n' >f; wc -c <f | tr -d ' '; od -An -tx1 f | tr -s ' '; x=$(cat f); echo "${#x}"; grep -c . f
