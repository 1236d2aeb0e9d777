#!/bin/sh
# Runs in the guest as its only program: the cases named in /conformance/cases, one a line (program/case, or shell:script), and after each one a look
# at what the kernel counts.
# The work is done on a tmpfs of its own: /tmp is mounted without devices and set-id bits, which are questions here.
home=/conformance
export TMPDIR=/work
{ mkdir -p "$TMPDIR" && mount -t tmpfs work "$TMPDIR"; } || TMPDIR=/tmp

. "$home/counts.sh"

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
