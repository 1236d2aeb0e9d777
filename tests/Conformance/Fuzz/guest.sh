#!/bin/sh
# Runs in the guest as its only program: guest.sh SECONDS SEED CASE... Each case is one of exhaust's, or "fuzz" for the fuzzer. A line that begins with
# "-- " says what is wrong; the shell that prints it is the one that has to live.
seconds=$1
seed=$2
shift 2
export TMPDIR=/tmp

# Sets $counted to what must be as it was, $frames to memory of programs and files, $live to what the kernel's own objects take, in KiB.
count() {
    counted=
    frames=0
    while read -r name number
    do
        case $name in
            tasks|files|mounts) counted="$counted $name=$number" ;;
            frames.user|frames.tables|frames.cache) frames=$((frames + number)) ;;
        esac
    done </proc/diesis/counts
    # Names that may be dropped keep what they lead to, in /proc the processes that were.
    echo 3 >/proc/sys/vm/drop_caches
    read -r name live </proc/diesis/live
}

# Waits until it is as before, while there is any progress: thousands of processes take their time to go.
settle() {
    patience=20
    last=
    count
    while [ "$counted" != "$1" ] || [ $((frames - frames_before)) -gt 256 ] || [ $((live - live_before)) -gt 2048 ]
    do
        [ $((patience -= 1)) -gt 0 ] || break
        # Small changes are no progress.
        now="$counted $((frames / 256)) $((live / 1024))"
        [ "$last" = "$now" ] || patience=20
        last=$now
        sleep 0.5
        count
    done
    [ "$counted" != "$1" ] || return
    printf -- '-- left over:%s, before:%s\n' "$counted" "$1"
    ps
}

run() {
    count
    before=$counted
    frames_before=$frames
    live_before=$live
    if [ "$1" = fuzz ]
    then
        /fuzz/syscallfuzz "$seconds" "$seed" || echo "-- status $?"
        rm -rf /tmp/syscallfuzz
    else
        /fuzz/exhaust "$1" || echo "-- status $?"
    fi
    settle "$before"
    # Tables of names and numbers that have grown stay large, and programs' pages differ by a few.
    [ $((frames - frames_before)) -le 256 ] || echo "-- $frames frames of programs and files, before: $frames_before"
    [ $((live - live_before)) -le 2048 ] || echo "-- $live KiB of objects in the kernel, before: $live_before"
    echo "frames $frames_before $frames, live KiB $live_before $live"
}

for case
do
    echo "== robustness/$case"
    run "$case"
done
echo "== end"
