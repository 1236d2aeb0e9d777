mkdir -p t/a/b t/c; touch t/one.txt t/a/two.txt t/a/b/three.c
find t | sort; find t -name '*.txt' | sort; find t -type d | sort; find t -maxdepth 1 | sort
find t -type f ! -name '*.c' | sort; find t -name b -prune -o -type f -print | sort
