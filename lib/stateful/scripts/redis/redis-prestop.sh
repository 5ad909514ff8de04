#!/bin/sh
# redis-prestop.sh: preStop hook of the Redis container. A master first hands over; a replica of a set that
# can be scaled down first sees to it that it is not promoted meanwhile.
#
#   REDIS_PRESTOP_SECONDS  seconds this may take at most, less than the grace period  default: 40
# and those of common.sh. Exits with 0 in any case: the pod ends anyway. What it did goes to PID 1's output.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

: "${REDIS_PRESTOP_SECONDS:=40}"
deadline=$(($(date +%s) + REDIS_PRESTOP_SECONDS))
left() { [ "$(date +%s)" -lt "$deadline" ]; }

status=$(redis_at 127.0.0.1 INFO replication) || exit 0
me=$(member_address "$ordinal")
if [ "$(printf '%s\n' "$status" | info_field role)" != master ]; then
  # Several members may leave at once, as at a scale-down, and a master among them must not hand over to another of them.
  [ "$REDIS_MEMBERS" -gt 3 ] || exit 0
  redis_at 127.0.0.1 CONFIG SET replica-priority 0 >/dev/null || exit 0
  for o in $(ordinals); do
    [ "$o" != "$ordinal" ] || continue
    while [ "$(date +%s)" -lt $((deadline - REDIS_PRESTOP_SECONDS + 12)) ] && promotable "$(member_address "$o")" "$me"; do
      nap
    done
  done
  exit 0
fi
replicas=$(printf '%s\n' "$status" | info_field connected_slaves)
[ "${replicas:-0}" -gt 0 ] || {
  log 'no replica is connected: nothing to hand over to'
  exit 0
}

# Sentinels look at priorities every ten seconds: before, they may choose a member that leaves too.
if [ "$REDIS_MEMBERS" -gt 3 ]; then sleep 11; fi

# Sentinel chooses by offsets that are up to ten seconds old. That does not matter where all replicas have everything; if
# one is behind, the failover after this master's end is the safe one, because Sentinel then asks for them anew.
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
