#!/bin/sh
# redis-liveness.sh: liveness probe of the Redis container. A server that answers is alive, whatever it answers:
# LOADING, MASTERDOWN, BUSY and MISCONF are no reason to kill it, and a restart mends none of them.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

[ -n "$(redis_at 127.0.0.1 PING)" ]
