#!/bin/sh
# redis-prestop.sh: preStop hook of the Redis container. A replica just goes; a master first hands over.
#
#   REDIS_PRESTOP_SECONDS  seconds this may take at most, less than the grace period  default: 40
# and those of common.sh. Exits with 0 in any case: the pod ends anyway. What it did goes to PID 1's output.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

: "${REDIS_PRESTOP_SECONDS:=40}"
deadline=$(($(date +%s) + REDIS_PRESTOP_SECONDS))
left() { [ "$(date +%s)" -lt "$deadline" ]; }

status=$(redis_at 127.0.0.1 INFO replication) || exit 0
[ "$(printf '%s\n' "$status" | info_field role)" = master ] || exit 0
replicas=$(printf '%s\n' "$status" | info_field connected_slaves)
[ "${replicas:-0}" -gt 0 ] || {
  log 'no replica is connected: nothing to hand over to'
  exit 0
}
me=$(member_address "$ordinal")

# Sentinel chooses by what it heard up to ten seconds ago. As long as all replicas are equal that does not matter; if
# one is behind, the failover after this master's end is the safe one: it looks at them anew.
if ! pause_writes 127.0.0.1 "$REDIS_PRESTOP_SECONDS"; then
  log 'a replica did not catch up: no handover'
  exit 0
fi

# The other pods' Sentinels: the one of this pod is being stopped too.
handed=no
while left && [ "$handed" = no ]; do
  for o in $(ordinals); do
    [ "$o" != "$ordinal" ] || continue
    address=$(member_address "$o")
    [ -n "$address" ] || continue
    case $(sentinel_at "$address" SENTINEL FAILOVER "$REDIS_MASTER_NAME" || true) in
      OK | *INPROG*)
        handed=yes
        break
        ;;
    esac
  done
  [ "$handed" = yes ] || nap
done

# Gone only when every Sentinel that answers names the same other master and that one says it is.
while left; do
  ask_sentinels
  others=$named
  case $own in '' | blank*) ;; *) others=$((named - 1)) ;; esac
  if [ "$others" -gt 0 ] && [ -n "$master" ] && [ "$master" != "$me" ]; then
    if [ "$(redis_at "$master" INFO replication | info_field role)" = master ]; then
      log "handed over to $master, config epoch $epoch"
      exit 0
    fi
  fi
  nap
done
log 'no Sentinel took over in time'
