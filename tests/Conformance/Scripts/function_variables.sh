x=global
f() { x=changed; y=made; }
f; echo $x $y
g() { local x=inner; echo $x; h; }
h() { echo "h sees $x"; }
g; echo $x
z=before; f() { echo $z; }; z=during f; 
