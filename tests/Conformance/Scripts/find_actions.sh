mkdir t; touch t/a t/b t/c
find t -type f -exec echo file {} \; | sort
find t -type f -print0 | sort -z | xargs -0 -n 1 echo item
find t -name a -delete; ls t
find t -empty -type f | sort; find t -size -1 -type f | wc -l | tr -d ' '
