trap 'echo parent' EXIT
(trap 'echo child' EXIT; exit 0)
(exit 0)
