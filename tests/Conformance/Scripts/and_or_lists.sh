true && echo yes || echo no
false && echo yes || echo no
true || echo skipped; echo after
false || false || echo third
! true; echo $?; ! false; echo $?
true && ! false && echo combined
