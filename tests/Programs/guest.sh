#!/bin/bash
# Runs in the guest as its only program: the scripts named in /programs/cases, one a line, each in an empty folder with little in its environment, and
# after each one a look at what the kernel counts.
. /programs/counts.sh
while read -r script <&3
do
    count
    before=$counted
    folder=/tmp/programs.$script
    mkdir -p "$folder"
    printf '== programs/%s\n' "$script"
    status=0
    (cd "$folder" && exec env -i PATH=/usr/bin:/usr/sbin HOME="$folder" LC_ALL=C TZ=UTC timeout -k 5 240 bash "/programs/Scripts/$script.sh" 2>&1 </dev/null 3<&-) || status=$?
    [ "$status" = 0 ] || printf -- '-- exit %s\n' "$status"
    rm -rf "$folder"
    check "$before"
done 3</programs/cases
echo '== end'
