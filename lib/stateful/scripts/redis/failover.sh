#!/bin/sh
# failover.sh: makes another member the master without losing a confirmed write. SENTINEL FAILOVER by itself loses those
# that the former master takes until it is demoted. Run in any pod; FAILOVER_SECONDS: longest time, default 60.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

ask_sentinels
if [ "$named" -lt "$quorum" ] || [ -z "$master" ]; then
  log "$named Sentinels name a master; needed: $quorum"
  exit 1
fi
switch_master "$master" "${FAILOVER_SECONDS:-60}"
log "the master is $master"
