#!/bin/sh
# Runs in the guest as its only program: the cases named in /conformance/cases, one a line (program/case, or shell:script), and after each one a look
# at what the kernel counts. Where /proc/diesis/counts is missing, as on Linux, nothing is looked at.
# The work is done on a tmpfs of its own: /tmp is mounted without devices and set-id bits, which are questions here.
home=/conformance
export TMPDIR=/work
{ mkdir -p "$TMPDIR" && mount -t tmpfs work "$TMPDIR"; } || TMPDIR=/tmp

# Sets $counted to what must be the same after a case as before it, and $frames to the memory of programs and of files.
count() {
    counted=
    frames=0
    [ -e /proc/diesis/counts ] || return
    while read -r name number
    do
        case $name in
            tasks|files|mounts) counted="$counted $name=$number" ;;
            frames.user|frames.tables|frames.cache) frames=$((frames + number)) ;;
        esac
    done </proc/diesis/counts
}

# What ends in the background gets half a second.
check() {
    for patience in 1 2 3 4 5
    do
        count
        [ "$counted" != "$1" ] || return
        sleep 0.1
    done
    printf -- '-- left over:%s, before:%s\n' "$counted" "$1"
}

scripts=
shell=
run_scripts() {
    [ -n "$shell" ] || return
    folder=$TMPDIR/scripts
    mkdir "$folder"
    for script in $scripts
    do
        ln -s "$home/scripts/$script.sh" "$folder/$script.sh"
    done
    count
    before=$counted
    sh "$home/run-scripts.sh" "$folder" "/bin/$shell"
    rm -r "$folder"
    check "$before"
    scripts=
}

count
frames_before=$frames
while read -r line <&3
do
    case $line in
        *:*)
            [ "${line%%:*}" = "$shell" ] || run_scripts
            shell=${line%%:*}
            scripts="$scripts ${line#*:}"
            ;;
        *)
            count
            before=$counted
            "$home/programs/${line%%/*}" "${line#*/}" 3<&-
            check "$before"
            ;;
    esac
done 3<$home/cases
run_scripts

# What the shell itself takes meanwhile is less.
count
if [ $((frames - frames_before)) -gt 512 ]
then
    echo "== frames/all"
    echo "-- $frames frames, before: $frames_before"
fi
echo "== end"
