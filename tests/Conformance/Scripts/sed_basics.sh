printf 'one\ntwo\nthree\n' >f
sed 's/o/0/' f; sed 's/e/E/g' f; sed -n 2p f; sed 2d f; sed '1,2d' f; sed '/tw/s/t/T/' f
sed '$a end' f; sed '1i begin' f; sed -n '$=' f; sed 's/\(.\)\(.\)/\2\1/' f; sed 'y/eo/30/' f
