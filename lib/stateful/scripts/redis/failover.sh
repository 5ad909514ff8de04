#!/bin/sh
# failover.sh: makes another member the master without losing a confirmed write. SENTINEL FAILOVER by itself loses those
# that the former master takes until it is demoted. Run in any pod; FAILOVER_SECONDS: longest time, default 60.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

until=$(($(date +%s) + ${FAILOVER_SECONDS:-60}))
ask_sentinels
# Right after another failover they may not agree yet.
while [ "$named" -lt "$quorum" ] || [ -z "$master" ]; do
  if [ "$(date +%s)" -ge "$until" ]; then
    log "$named Sentinels name a master, the same one or different ones; needed: $quorum that name the same"
    exit 1
  fi
  nap
  ask_sentinels
done
switch_master "$master" "${FAILOVER_SECONDS:-60}"
log "the master is $master"
