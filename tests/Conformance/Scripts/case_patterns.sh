for word in apple banana 'a*b' '' [x] 9 Z; do
    case $word in
        a*e) echo "$word: a..e" ;;
        [0-9]) echo "$word: digit" ;;
        [!a-z]) echo "$word: not lower" ;;
        b*|c*) echo "$word: b or c" ;;
        'a*b') echo "$word: literal" ;;
        '') echo empty ;;
        *) echo "$word: other" ;;
    esac
done
case x in y) ;; esac; echo $?
