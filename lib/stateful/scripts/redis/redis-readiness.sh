#!/bin/sh
# redis-readiness.sh: readiness probe of the Redis container. A master is ready when it takes commands, a replica
# when it holds a full copy and its link is up. The first time it does, the mark of a volume that never held a full
# copy is lifted, and with it the ban on promoting this member. Needs common.sh's variables.
#
#   REDIS_REPLICA_PRIORITY  priority of a member that may be promoted  default: 100
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

: "${REDIS_REPLICA_PRIORITY:=100}"

# promotable ADDRESS: this pod's Sentinel knows the replica of that address, with a priority.
promotable() {
  sentinel_at 127.0.0.1 SENTINEL REPLICAS "$REDIS_MASTER_NAME" | tr -d '\r' | awk -v address="$1" '
    NR % 2 { key = $0; next }
    key == "ip" { here = $0 == address }
    key == "slave-priority" && here && $0 > 0 { found = 1 }
    END { exit !found }'
}

[ "$(redis_at 127.0.0.1 PING)" = PONG ]
status=$(redis_at 127.0.0.1 INFO replication)
if [ "$(printf '%s\n' "$status" | info_field role)" = master ]; then exit 0; fi
[ "$(printf '%s\n' "$status" | info_field master_link_status)" = up ]
[ "$(printf '%s\n' "$status" | info_field master_sync_in_progress)" = 0 ]
if [ -e "$never_synced" ]; then
  [ "$(redis_at 127.0.0.1 CONFIG SET replica-priority "$REDIS_REPLICA_PRIORITY")" = OK ]
  # Sentinel looks at priorities every ten seconds. A failover before it does finds nobody to promote and is not tried
  # again for twice the failover timeout, so a member is ready when it may be chosen.
  promotable "$(member_address "$ordinal")"
  rm -f "$never_synced"
fi
