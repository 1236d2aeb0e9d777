# What the kernel counts, before and after a case: included by scripts that run cases. Where /proc/diesis/counts is missing, as on Linux, nothing is looked at.

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
