echo x >f; ln f g; ln -s f s; ln -s nowhere n; cat s; cat n 2>/dev/null; echo $?; readlink s n
ln f g 2>/dev/null; echo $?; ln -sf other s; readlink s; rm f; cat g; readlink -f . >/dev/null; echo $?
[ "$(readlink -f n)" = "$(pwd)/nowhere" ] && echo full
