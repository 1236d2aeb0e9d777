printf 'a\nb\nc\nd\n' >f
sed 'N;s/\n/-/' f; sed -n 'H;${x;s/\n/,/g;p}' f; sed ':a;N;$!ba;s/\n/ /g' f
sed '/b/,/c/!d' f; sed -E 's/(a|d)/[\1]/' f; sed -i 's/a/A/' f; cat f; sed '2q' f; sed 's/b/x\ny/' f
