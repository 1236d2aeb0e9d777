touch -- '-dash' 'new
line' 'quote"d' 'back\slash' 'star*'; ls | wc -l | tr -d ' '; for f in *; do [ -e "$f" ] || echo missing; done; rm -- -dash; rm 'star*'; set -- *; echo $#
mkdir 'a b'; cd 'a b'; basename "$(pwd)"
