printf 'hello' | md5sum; printf 'hello' | sha1sum; printf 'hello' | sha256sum; printf 'aGVsbG8=' | base64 -d; echo; printf hello | base64
