f() { cat <<END
value $1
$(echo sub)
END
}
f x; f y
cat <<"A B"
quoted $delimiter
A B
