#!/bin/sh
# redis-start.sh: starts Redis as what a majority of the Sentinels say it is, and never as what it guesses.
#
#   REDIS_CONFIG_FILE         static configuration, included first            default: none
#   REDIS_MEMORY_LIMIT_BYTES  memory limit of the container, bytes            default: none, maxmemory is not set
#   REDIS_MAXMEMORY_PERCENT   part of it for data, percent                    default: 75
#   REDIS_CLIENTS_PERCENT     part of it for the buffers of all clients, and the
#                             same again for those of all replicas, percent   default: 10
#   REDIS_APPENDFSYNC         always, everysec or no                          default: everysec
#   REDIS_MIN_REPLICAS        replicas without which no write is taken        default: half of the members, rounded down
#   REDIS_MAX_LAG_SECONDS     seconds after which a replica no longer counts  default: 3
#   REDIS_REPL_TIMEOUT_SECONDS  seconds of silence that end a replication link  default: 10
#   REDIS_GIVE_WAY_SECONDS    seconds a restarted master leaves to a failover default: 30
# and those of common.sh. Exits never; the server takes the shell's place.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

: "${REDIS_CONFIG_FILE:=}" "${REDIS_MEMORY_LIMIT_BYTES:=0}" "${REDIS_MAXMEMORY_PERCENT:=75}" "${REDIS_CLIENTS_PERCENT:=10}"
: "${REDIS_APPENDFSYNC:=everysec}" "${REDIS_MIN_REPLICAS:=$((REDIS_MEMBERS / 2))}" "${REDIS_MAX_LAG_SECONDS:=3}"
: "${REDIS_REPL_TIMEOUT_SECONDS:=10}" "${REDIS_GIVE_WAY_SECONDS:=30}"

# memory_settings: bounds of data and buffers, so that neither a client nor a replica that does not read can make the
# server reach the limit. Beyond them Redis disconnects the client that takes most, or the replica, which starts over.
memory_settings() {
  [ "$REDIS_MEMORY_LIMIT_BYTES" -gt 0 ] || return 0
  buffers=$((REDIS_MEMORY_LIMIT_BYTES * REDIS_CLIENTS_PERCENT / 100))
  echo "maxmemory $((REDIS_MEMORY_LIMIT_BYTES * REDIS_MAXMEMORY_PERCENT / 100))"
  echo "maxmemory-clients $buffers"
  # Not less than the backlog, with which a replica shares its buffer.
  [ "$buffers" -ge $((32 * 1024 * 1024)) ] || buffers=$((32 * 1024 * 1024))
  echo "client-output-buffer-limit replica $buffers $((buffers / 2)) 60"
}

umask 077
mkdir -p "$data" "$REDIS_RUN_DIR"
me=$(member_address "$ordinal")
while [ -z "$me" ]; do
  say 'waiting: the address of this member is not known yet'
  nap
  me=$(member_address "$ordinal")
done

# Data that once was a full copy: files of the server, and no mark that they never were.
holds_data() {
  [ ! -e "$never_synced" ] || return 1
  [ -e "$data/dump.rdb" ] || [ -e "$data/appendonly.aof" ] || [ -n "$(ls -A "$data/appendonlydir" 2>/dev/null)" ]
}

# ask_peers: sets  peers_answered, how many;  peers_with_data, how many;  peer_master, yes where one calls itself so;
# peers_current, how many replicas still hold what a master streamed to them and may be promoted.
ask_peers() {
  peers_answered=0 peers_with_data=0 peers_current=0 peer_master=no
  for o in $(ordinals); do
    [ "$o" != "$ordinal" ] || continue
    address=$(member_address "$o")
    [ -n "$address" ] || continue
    peer=$(redis_at "$address" INFO replication) || continue
    role=$(printf '%s\n' "$peer" | info_field role)
    [ -n "$role" ] || continue
    keys=$(redis_at "$address" DBSIZE) || continue
    peers_answered=$((peers_answered + 1))
    [ "$role" != master ] || peer_master=yes
    [ "$keys" = 0 ] || peers_with_data=$((peers_with_data + 1))
    ! current "$peer" || peers_current=$((peers_current + 1))
  done
}

# current INFO: a replica that has not restarted since it was in sync, and that Sentinel may choose.
current() {
  [ "$(printf '%s\n' "$1" | info_field role)" = slave ] || return 1
  [ "$(printf '%s\n' "$1" | info_field slave_repl_offset)" -gt 0 ] || return 1
  [ "$(printf '%s\n' "$1" | info_field slave_priority)" -gt 0 ] || return 1
  [ "$(printf '%s\n' "$1" | info_field master_sync_in_progress)" = 0 ] || return 1
  down=$(printf '%s\n' "$1" | info_field master_link_down_since_seconds)
  [ "${down:-0}" -le "$REDIS_GIVE_WAY_SECONDS" ]
}

begun=$(date +%s)

# Sets `role` and `of` and succeeds once there is nothing left to guess.
decide() {
  ask_sentinels
  if [ "$named" -ge "$quorum" ] && [ -z "$master" ]; then
    say 'waiting: Sentinels name different masters with the same config epoch'
    return 1
  fi
  if [ "$named" -lt "$quorum" ]; then
    if [ $((named + blank)) -lt "$REDIS_MEMBERS" ]; then
      say "waiting: $named Sentinels name a master, $blank watch nothing, of $REDIS_MEMBERS; needed: $quorum that name one, or all that answer"
      return 1
    fi
    # Every member has answered, so nothing is hidden. Nobody names a master: the first start, of ordinal 0.
    # (A Sentinel whose volume holds data but no state is not up, see sentinel-start.sh.) A minority names one:
    # the others lost their volumes.
    if [ "$blank" -eq "$REDIS_MEMBERS" ]; then master=$(member_address 0); fi
    if [ -z "$master" ]; then
      say 'waiting: the address of ordinal 0 is not known yet, or Sentinels disagree'
      return 1
    fi
  fi
  case $own in
    blank*)
      say "this pod's Sentinel watches nothing: it gets the master $master"
      watch_master "$master"
      ;;
  esac
  if [ "$named" -lt "$quorum" ]; then return 1; fi
  if [ "$master" != "$me" ]; then
    role=replica of=$master
    return 0
  fi
  if [ "$failing" = yes ]; then
    say 'waiting: a failover away from this member is under way'
    return 1
  fi
  ask_peers
  if holds_data; then
    # A failover that only its leader knows of: its master runs, and the others' Sentinels still name this one.
    if [ "$peer_master" = yes ]; then
      say 'waiting: named as the master, but a peer is one'
      return 1
    fi
    # With everysec the file may lack the last two seconds, which a replica has and WAIT has confirmed. So a master
    # that was away, however shortly, lets Sentinel choose the replica that is ahead; not forever, for it is no guess
    # that this is the master.
    if [ "$peers_current" -gt 0 ] && [ $(($(date +%s) - begun)) -lt "$REDIS_GIVE_WAY_SECONDS" ]; then
      say "waiting for a failover: named as the master, but $peers_current replicas may know writes that this file lacks"
      return 1
    fi
  elif [ "$peers_with_data" -gt 0 ]; then
    say "waiting for a failover: named as the master, but this volume is empty and $peers_with_data peers hold data"
    return 1
  elif [ "$peers_answered" -lt $((REDIS_MEMBERS - 1)) ]; then
    say "waiting: named as the master with an empty volume, and only $peers_answered of $((REDIS_MEMBERS - 1)) peers said they are empty too"
    return 1
  fi
  role=master of=
}

until decide; do nap; done

if [ "$role" = master ]; then
  rm -f "$never_synced"
elif ! holds_data; then
  : >"$never_synced"
fi

use_password "$REDIS_PASSWORD_FILE" "$redis_password"
rm -f "$REDIS_RUN_DIR/redis.adopted" "$REDIS_RUN_DIR/redis-certificate.adopted"
conf=$REDIS_RUN_DIR/redis.conf
{
  [ -z "$REDIS_CONFIG_FILE" ] || echo "include $REDIS_CONFIG_FILE"
  port_settings "$REDIS_PORT"
  tls_settings
  echo "dir $data"
  echo 'appendonly yes'
  echo "appendfsync $REDIS_APPENDFSYNC"
  memory_settings
  echo "min-replicas-to-write $REDIS_MIN_REPLICAS"
  echo "min-replicas-max-lag $REDIS_MAX_LAG_SECONDS"
  echo "repl-timeout $REDIS_REPL_TIMEOUT_SECONDS"
  echo "user default on ~* &* +@all$(acl "$REDIS_PASSWORD_FILE" "$REDIS_ACCEPTED_FILE")"
  echo "masterauth $(cat "$REDIS_PASSWORD_FILE")"
  echo "replica-announce-ip $me"
  echo "replica-announce-port $REDIS_PORT"
  if [ "$role" = replica ]; then
    echo "replicaof $of $REDIS_PORT"
    # 0: never promoted. redis-readiness.sh lifts it after the first full copy
    [ ! -e "$never_synced" ] || echo 'replica-priority 0'
  fi
} >"$conf"

log "starting as $role${of:+ of $of}, config epoch $epoch$([ ! -e "$never_synced" ] || echo ', on a volume that never held a full copy')"
exec "$REDIS_SERVER" "$conf"
