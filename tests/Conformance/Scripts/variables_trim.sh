# Removal of the smallest and largest prefix and suffix.
path=/usr/lib/name.tar.gz
echo "${path#*/} ${path##*/} ${path%.*} ${path%%.*}"
echo "${path#nothing} ${path%\*}" "${#path}"
star='a*b*c'; echo "${star%'*'*} ${star#*'*'}"
