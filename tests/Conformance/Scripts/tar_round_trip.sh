mkdir -p d/sub; echo one >d/a; echo two >d/sub/b; ln -s a d/link; chmod 640 d/a
tar cf t.tar d; tar tf t.tar | sort; rm -r d; tar xf t.tar; cat d/a d/sub/b; readlink d/link; stat -c %a d/a
tar cf - d | (mkdir other; cd other; tar xf -); cat other/d/sub/b
