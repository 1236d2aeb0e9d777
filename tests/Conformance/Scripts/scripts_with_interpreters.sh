printf '#!/bin/sh\necho "args $*"\n' >s; chmod +x s; ./s a 'b c'
printf 'echo no line "$1"\n' >n; chmod +x n; ./n x
printf '#!/absent/interpreter\n' >b; chmod +x b; ./b 2>/dev/null; echo $(($? >= 126))
PATH=$PATH:.; s found
