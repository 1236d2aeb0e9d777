parse() {
    OPTIND=1
    while getopts ab:c option "$@"; do
        case $option in a|c) echo "flag $option" ;; b) echo "b is $OPTARG" ;; *) echo bad ;; esac
    done 2>/dev/null
    shift $((OPTIND - 1)); echo "rest: $*"
}
parse -a -b value -c x y; parse -ab joined -- -c; parse -z; parse
