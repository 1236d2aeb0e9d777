[ -r /proc/meminfo ] && echo meminfo; grep -c '^MemTotal' /proc/meminfo; readlink /proc/self/fd/0
cat /proc/sys/kernel/ostype; [ "$(cut -d ' ' -f 1 /proc/self/stat)" -gt 0 ] && echo pid; ls /proc/self/fd | wc -l >/dev/null; echo $?
