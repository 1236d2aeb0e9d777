trap 'echo x' USR2
trap >f; grep -c USR2 f
