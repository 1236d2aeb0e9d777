mkdir -p a/b/c/d/e/f; echo deep >a/b/c/d/e/f/file; (cd a/b/c/d/e/f; cat file; cat ../../../../../../a/b/c/d/e/f/file)
rmdir a 2>/dev/null; echo $?; du -a a | wc -l | tr -d ' '; rm -r a; ls | wc -l | tr -d ' '
