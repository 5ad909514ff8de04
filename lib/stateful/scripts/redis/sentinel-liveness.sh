#!/bin/sh
# sentinel-liveness.sh: liveness and startup probe of the Sentinel container: it answers. Needs common.sh's variables.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

# A Sentinel that waits for a majority before it starts (see sentinel-start.sh) is held by the startup probe.
[ "$(sentinel_at 127.0.0.1 PING)" = PONG ]
