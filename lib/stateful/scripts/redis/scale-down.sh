#!/bin/sh
# scale-down.sh prepare MEMBERS | finish MEMBERS: takes members out of a running set without losing the quorum.
#
#   1. prepare: no member with an ordinal of MEMBERS or more can be promoted any more; one that is master hands over.
#   2. apply the manifest with MEMBERS replicas and wait until the pods are gone.
#   3. finish: the Sentinels that stay forget the ones that went, one Sentinel after the other: each is reset and has
#      found all its peers and replicas again before the next one is.
# Run in any pod that stays, or as a Job with the same variables, volumes of the Secret and scripts (POD_NAME: any
# member's name that stays). Before step 2 REDIS_MEMBERS is the old number, after it the new one.
# Exits with 1, saying why, where a step did not come to its end within SCALE_DOWN_SECONDS (default: 120).
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

: "${SCALE_DOWN_SECONDS:=120}"
step=${1-} members=${2-}
case $members in '' | *[!0-9]* | *[02468])
  log "usage: scale-down.sh prepare|finish MEMBERS, an odd number; got: $*"
  exit 2
  ;;
esac
deadline=$(($(date +%s) + SCALE_DOWN_SECONDS))

# await CONDITION…: until it holds or time is up.
await() {
  until "$@"; do
    if [ "$(date +%s)" -ge "$deadline" ]; then
      log "not within $SCALE_DOWN_SECONDS s: $*"
      exit 1
    fi
    nap
  done
}

master_stays() {
  ask_sentinels
  [ "$named" -ge "$quorum" ] && [ -n "$master" ] || return 1
  o=0
  while [ "$o" -lt "$members" ]; do
    [ "$(member_address "$o")" != "$master" ] || return 0
    o=$((o + 1))
  done
  switch_master "$master" "$SCALE_DOWN_SECONDS"
  return 1
}

# sees ADDRESS FIELD COUNT: this Sentinel counts so many peers (num-other-sentinels) or replicas (num-slaves).
sees() {
  [ "$(sentinel_at "$1" SENTINEL MASTER "$REDIS_MASTER_NAME" | tr -d '\r' | awk -v field="$2" 'NR % 2 { key = $0; next } key == field { print }')" = "$3" ]
}

case $step in
  prepare)
    o=$members
    while [ "$o" -lt "$REDIS_MEMBERS" ]; do
      if [ "$(redis_at "$(member_address "$o")" CONFIG SET replica-priority 0 || true)" != OK ]; then
        log "ordinal $o did not take replica-priority 0"
        exit 1
      fi
      o=$((o + 1))
    done
    # Sentinels look at priorities every ten seconds: before, a failover may choose one that leaves
    sleep 11
    await master_stays
    log "ordinals below $members keep the master $master: apply the manifest with $members members now"
    ;;
  finish)
    o=0
    while [ "$o" -lt "$members" ]; do
      address=$(member_address "$o")
      if ! sees "$address" num-other-sentinels $((members - 1)) || ! sees "$address" num-slaves $((members - 1)); then
        sentinel_at "$address" SENTINEL RESET "$REDIS_MASTER_NAME" >/dev/null
        await sees "$address" num-other-sentinels $((members - 1))
        await sees "$address" num-slaves $((members - 1))
        log "the Sentinel of ordinal $o was reset and sees $((members - 1)) peers and replicas"
      else
        log "the Sentinel of ordinal $o has forgotten them already"
      fi
      o=$((o + 1))
    done
    ;;
  *)
    log "usage: scale-down.sh prepare|finish MEMBERS; got: $*"
    exit 2
    ;;
esac
