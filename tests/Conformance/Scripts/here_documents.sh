# Here-documents: expanded, quoted, with tabs stripped, two on a line, in a loop.
name=world
cat <<END
hello $name $((1 + 2)) `echo ticks` \$name
END
cat <<'END'
hello $name
END
cat <<-END
	stripped
		twice
	END
cat <<A; cat <<B
first
A
second
B
while read -r line; do echo "got $line"; done <<END
a b
c\d
END
