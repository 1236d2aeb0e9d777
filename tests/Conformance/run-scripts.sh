#!/bin/sh
# Runs shell scripts under the shells named, on Linux and in the guest alike, and prints what they print, framed like the cases of the C programs:
#     run-scripts.sh SCRIPT-or-FOLDER SHELL...          a shell is one word: /bin/busybox means its sh
# Each script runs in an empty directory of its own, with nothing in its environment but PATH (busybox's applets), HOME, TMPDIR and TEST_SHELL.
set -u
scripts=$1
shift
temporary=${TMPDIR:-/tmp}
applets=$temporary/conformance.applets
busybox=$(command -v busybox)
if [ ! -e "$applets/sed" ]
then
    mkdir -p "$applets"
    "$busybox" --install -s "$applets" 2>/dev/null
fi
case $scripts in
    *.sh) ;;
    *) scripts=$scripts/*.sh ;;
esac
for shell in "$@"
do
    for script in $scripts
    do
        case $script in /*) ;; *) script=$PWD/$script ;; esac
        name=${script##*/}
        directory=$temporary/conformance.${name%.sh}
        case ${shell##*/} in busybox) start="$busybox sh" ;; *) start=$shell ;; esac
        printf '== %s/%s\n' "${shell##*/}" "${name%.sh}"
        rm -rf "$directory"
        mkdir -p "$directory"
        status=0
        (cd "$directory" && exec env -i PATH="$applets" HOME="$directory" TMPDIR="$directory" LC_ALL=C TEST_SHELL="$start" $start "$script" 2>&1 </dev/null) || status=$?
        [ "$status" = 0 ] || printf -- '-- exit %s\n' "$status"
        rm -rf "$directory"
    done
done
rm -rf "$applets"
