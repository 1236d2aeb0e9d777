TZ=UTC date -d @0 '+%Y-%m-%d %H:%M:%S %j %u'; TZ=UTC date -d @1000000000 '+%F %T'; TZ=UTC date -d '2024-02-29 12:00' +%s
[ "$(date +%s)" -gt 1500000000 ] && echo now
