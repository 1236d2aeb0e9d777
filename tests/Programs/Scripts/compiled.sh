# Programs made by compilers: on musl's dynamic loader, and C++ with threads, exceptions and libstdc++.
/programs/bin/dynamic-musl one two; echo $?
grep -c musl /proc/self/maps
/lib/ld-musl-x86_64.so.1 --list /programs/bin/dynamic-musl 2>&1 | cut -d'(' -f1
LD_PRELOAD=/nothere /programs/bin/dynamic-musl 2>&1 | head -1
/programs/bin/threads-c++; echo $?
