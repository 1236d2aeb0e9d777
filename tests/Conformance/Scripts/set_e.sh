$TEST_SHELL -c 'set -e; false; echo not reached'; echo $?
$TEST_SHELL -c 'set -e; if false; then :; fi; echo reached'; echo $?
$TEST_SHELL -c 'set -e; false || true; ! true; false && true; echo reached'; echo $?
$TEST_SHELL -c 'set -e; (exit 5); echo no'; echo $?
$TEST_SHELL -c 'set -e; x=$(false); echo no'; echo $?
$TEST_SHELL -c 'set -e; f() { false; echo in; }; f || echo caught'; echo $?
