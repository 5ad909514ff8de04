#!/bin/sh
# redis-startup.sh: startup probe of the Redis container. Succeeds once the server answers anything at all, loading
# included; before, the start gate may be waiting for a majority, as long as it takes. Needs common.sh's variables.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

[ -n "$(redis_at 127.0.0.1 PING)" ]
