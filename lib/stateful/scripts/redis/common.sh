#!/bin/sh
# common.sh: what the other scripts share. Sourced, never run. POSIX sh: dash and busybox ash.
#
# Contract (README.md has the table): set by the manifest
#   POD_NAME            name of this pod, SET-ORDINAL
#   REDIS_SET           name of the StatefulSet
#   REDIS_MEMBERS       number of members, odd
#   REDIS_NAMESPACE     namespace of the set
#   REDIS_SERVICE       headless Service (publishNotReadyAddresses: true) that names the pods
#   REDIS_PASSWORD_FILE, SENTINEL_PASSWORD_FILE  files with one line each, readable for the containers' user
# and, with a default
#   REDIS_ANNOUNCE      service: the address of a Service per pod, named as the pod. name: the pod's DNS name
# shellcheck disable=SC2034  # what is set here is read by the scripts that source this one
set -eu

: "${POD_NAME:?}" "${REDIS_SET:?}" "${REDIS_MEMBERS:?}" "${REDIS_NAMESPACE:?}" "${REDIS_SERVICE:?}"
: "${REDIS_PASSWORD_FILE:?}" "${SENTINEL_PASSWORD_FILE:?}"
: "${REDIS_ANNOUNCE:=service}" "${REDIS_MASTER_NAME:=$REDIS_SET}" "${CLUSTER_DOMAIN:=cluster.local}"
: "${REDIS_SERVER:=redis-server}" "${REDIS_SENTINEL:=redis-sentinel}" "${REDIS_CLI:=redis-cli}"
: "${REDIS_PORT:=6379}" "${SENTINEL_PORT:=26379}"
: "${REDIS_DATA_DIR:=/data}" "${REDIS_RUN_DIR:=/run/redis}" "${REDIS_TLS_DIR:=}"
: "${REDIS_DOWN_AFTER_MS:=5000}" "${REDIS_FAILOVER_TIMEOUT_MS:=15000}"
: "${REDIS_ASK_TIMEOUT_SECONDS:=2}"
: "${REDIS_ACCEPTED_FILE:=}" "${SENTINEL_ACCEPTED_FILE:=}"

ordinal=${POD_NAME##*-}
service_prefix=$(printf '%s' "$REDIS_SET" | tr 'a-z.-' 'A-Z__')
quorum=$((REDIS_MEMBERS / 2 + 1))
# What makes a Sentinel start a failover may be more than a majority; what the start gate believes needs no more.
agreement=${REDIS_QUORUM:-$quorum}
data=$REDIS_DATA_DIR/redis
state=$REDIS_DATA_DIR/sentinel/sentinel.conf
# "ORDINAL ADDRESS" of the members when Sentinel's state was written, and all that were there before.
addresses=$REDIS_DATA_DIR/sentinel/addresses
former=$REDIS_DATA_DIR/sentinel/addresses.former
# Master that a Sentinel without state starts with, written by watch_master.
seed_file=$REDIS_DATA_DIR/sentinel/seed
# On a volume that has not yet held a full copy of the data. Such a member must not become master.
never_synced=$data/.never-synced

log() { echo "${0##*/}: $*" >&2; }

# log_in_pod: for probes, whose own output the kubelet keeps only when they fail. The container's log is that of process 1.
log_in_pod() { { echo "${0##*/}: $*" >/proc/1/fd/2; } 2>/dev/null || log "$*"; }

# Sentinel writes auth-pass back to its file without quotes, and cannot read its own file then (seen with 7.0.15).
for file in "$REDIS_PASSWORD_FILE" "$SENTINEL_PASSWORD_FILE"; do
  case $(cat "$file") in
    '' | *[[:space:]]* | *[\"\'\\#]*)
      log "$file: a password must not be empty nor hold white space, quotes, # or a backslash"
      exit 1
      ;;
  esac
done

# passwords FILE ACCEPTED: the password that members use, and those that are valid beside it, one a line.
passwords() {
  cat "$1"
  echo
  [ ! -s "$2" ] || cat "$2"
  echo
}

# acl FILE ACCEPTED: the rules of a default user with these passwords.
acl() { passwords "$1" "$2" | awk 'NF { printf " >%s", $1 }'; }

# What members use until their own server has adopted what the Secret holds now, see adopt.
redis_password=$REDIS_RUN_DIR/redis.password
sentinel_password=$REDIS_RUN_DIR/sentinel.password

# use_password FILE COPY: from here members use this password.
use_password() { (umask 077 && cat "$1" >"$2.$$" && mv "$2.$$" "$2"); }

# version FILE…: changes with the content of the files, of which any may be missing.
version() {
  for file in "$@"; do
    [ ! -s "$file" ] || cksum <"$file"
    echo
  done
}

# adopt NAME COMMANDS FILE…: runs the commands, which make the running server use what the files hold, once for each of
# their versions. Fails where the commands do, which are then tried again.
adopt() {
  name=$1 commands=$2
  shift 2
  now=$(version "$@")
  [ "$now" != "$(cat "$REDIS_RUN_DIR/$name.adopted" 2>/dev/null)" ] || return 0
  "$commands" || return 1
  printf '%s\n' "$now" >"$REDIS_RUN_DIR/$name.adopted"
}

# Says the same thing once, however often a loop comes by.
said=
say() {
  if [ "$said" != "$*" ]; then
    said=$*
    log "$*"
  fi
}

# Fractions of a second are no POSIX, but both coreutils and busybox have them.
nap() { sleep 0.3 2>/dev/null || sleep 1; }

ordinals() {
  i=0
  while [ "$i" -lt "$REDIS_MEMBERS" ]; do
    echo "$i"
    i=$((i + 1))
  done
}

# member_address ORDINAL: the address a member announces. Empty where it cannot be known at this moment.
# A Service's address comes from the variables of kubelet, so that a dead DNS does not matter.
member_address() {
  if [ "$REDIS_ANNOUNCE" = name ]; then
    echo "$REDIS_SET-$1.$REDIS_SERVICE.$REDIS_NAMESPACE.svc.$CLUSTER_DOMAIN"
    return
  fi
  eval "address=\${${service_prefix}_$1_SERVICE_HOST-}"
  if [ -z "$address" ]; then
    address=$(timeout 5 getent hosts "$REDIS_SET-$1.$REDIS_NAMESPACE.svc.$CLUSTER_DOMAIN" | awk '{ print $1; exit }') || true
  fi
  echo "$address"
}

# current_address ADDRESS: the address, or that which the member that once had it has now: Services and namespaces that
# were made anew have other addresses.
current_address() {
  case " $known " in *" $1 "*)
    echo "$1"
    return
    ;;
  esac
  member=
  [ ! -s "$former" ] || member=$(awk -v address="$1" '$2 == address { ordinal = $1 } END { print ordinal }' "$former")
  if [ -n "$member" ]; then member_address "$member"; else echo "$1"; fi
}

# cli PASSWORD_FILE HOST PORT [WORD…]: one command, from standard input where no word is given; never longer than
# the time limit. The password goes through the environment: arguments can be seen in the process list.
cli() {
  cli_password=$1 cli_host=$2 cli_port=$3
  shift 3
  if [ -n "$REDIS_TLS_DIR" ]; then
    set -- --tls --cacert "$REDIS_TLS_DIR/ca.crt" --cert "$REDIS_TLS_DIR/tls.crt" --key "$REDIS_TLS_DIR/tls.key" "$@"
  fi
  [ -s "$cli_password" ] || case $cli_password in
    "$redis_password") cli_password=$REDIS_PASSWORD_FILE ;;
    "$sentinel_password") cli_password=$SENTINEL_PASSWORD_FILE ;;
  esac
  REDISCLI_AUTH=$(cat "$cli_password") timeout "$REDIS_ASK_TIMEOUT_SECONDS" \
    "$REDIS_CLI" --no-auth-warning -h "$cli_host" -p "$cli_port" "$@" 2>/dev/null
}

redis_at() {
  at=$1
  shift
  cli "$redis_password" "$at" "$REDIS_PORT" "$@"
}

sentinel_at() {
  at=$1
  shift
  cli "$sentinel_password" "$at" "$SENTINEL_PORT" "$@"
}

# info_field NAME: its value out of an INFO reply on standard input.
info_field() { tr -d '\r' | awk -F: -v name="$1" '$1 == name { print substr($0, length(name) + 2); exit }'; }

# sentinel_view ADDRESS: one line, "EPOCH MASTER FLAGS REPLICAS", or "blank" of a Sentinel that watches nothing yet.
# Fails where it does not answer. `SENTINEL MASTER`, not get-master-addr-by-name: only this tells the config epoch.
sentinel_view() {
  [ -n "$1" ] || return 1
  view_reply=$(sentinel_at "$1" SENTINEL MASTER "$REDIS_MASTER_NAME") || return 1
  case $view_reply in
    *'No such master'*) echo blank ;;
    *config-epoch*)
      printf '%s\n' "$view_reply" | tr -d '\r' | awk '
        NR % 2 { key = $0; next }
        { value[key] = $0 }
        END { print value["config-epoch"], value["ip"], value["flags"], value["num-slaves"] }'
      ;;
    *) return 1 ;;
  esac
}

# ask_sentinels: asks every member's Sentinel, all at once. Sets
#   named     how many name a master          blank    how many watch nothing yet
#   master    address named with the highest config epoch; empty where two share that epoch, or nobody names one
#   failing   yes where a Sentinel that names this master is amidst a failover
#   seasoned  yes where a Sentinel knows of a failover or of a replica: the set has run before
#   own       view of this pod's Sentinel, empty where it does not answer
ask_sentinels() {
  known=$(for o in $(ordinals); do member_address "$o"; done | tr '\n' ' ')
  views=$REDIS_RUN_DIR/views.$$
  mkdir -p "$views"
  for o in $(ordinals); do
    (
      rm -f "$views/$o"
      # this pod's own Sentinel is asked where no Service and no name stands between
      if [ "$o" = "$ordinal" ]; then asked=127.0.0.1; else asked=$(member_address "$o"); fi
      sentinel_view "$asked" >"$views/$o.new" && mv "$views/$o.new" "$views/$o"
    ) &
  done
  wait
  named=0 blank=0 epoch=-1 master='' failing=no seasoned=no own=''
  for o in $(ordinals); do
    [ -s "$views/$o" ] || continue
    read -r view_epoch view_master view_flags view_replicas <"$views/$o" || continue
    [ "$o" != "$ordinal" ] || own="$view_epoch $view_master"
    if [ "$view_epoch" = blank ]; then
      blank=$((blank + 1))
      continue
    fi
    named=$((named + 1))
    [ "$view_epoch" -eq 0 ] && [ "${view_replicas:-0}" -eq 0 ] || seasoned=yes
    view_master=$(current_address "$view_master")
    if [ "$view_epoch" -gt "$epoch" ]; then
      epoch=$view_epoch master=$view_master failing=no
    elif [ "$view_epoch" -eq "$epoch" ] && [ "$view_master" != "$master" ]; then
      master=''
    fi
    case $view_flags in *failover_in_progress*) [ "$view_master" != "$master" ] || failing=yes ;; esac
  done
  rm -rf "$views"
}

# watch_master ADDRESS: makes this pod's blank Sentinel watch the master; after ask_sentinels. The password goes by
# standard input. A Sentinel learns the replicas from the master: where that does not run, in a set that has run before,
# it would know none, and as the leader of a failover abort it, every time. So it is restarted with a file that names
# all members. In a new set the master runs only once a majority watches it.
watch_master() {
  if [ "$seasoned" = yes ] && [ -z "$(redis_at "$1" PING)" ]; then
    echo "$1" >"$seed_file"
    sentinel_at 127.0.0.1 SHUTDOWN >/dev/null || true
    return
  fi
  {
    echo "SENTINEL MONITOR $REDIS_MASTER_NAME $1 $REDIS_PORT $agreement"
    echo "SENTINEL SET $REDIS_MASTER_NAME auth-pass $(cat "$REDIS_PASSWORD_FILE")"
    echo "SENTINEL SET $REDIS_MASTER_NAME down-after-milliseconds $REDIS_DOWN_AFTER_MS"
    echo "SENTINEL SET $REDIS_MASTER_NAME failover-timeout $REDIS_FAILOVER_TIMEOUT_MS"
    echo "SENTINEL SET $REDIS_MASTER_NAME parallel-syncs 1"
  } | sentinel_at 127.0.0.1 >/dev/null || log "this pod's Sentinel did not take the master"
}

# pause_writes ADDRESS SECONDS: from here the master acknowledges no write that the next one would not know; succeeds
# when all connected replicas have everything. The pause ends by itself.
pause_writes() {
  redis_at "$1" CLIENT PAUSE $(($2 * 1000)) WRITE >/dev/null || return 1
  target=$(redis_at "$1" INFO replication | info_field master_repl_offset)
  catch_up=$(($(date +%s) + 5))
  while [ "$(behind "$1" "$target")" != 0 ]; do
    [ "$(date +%s)" -lt "$catch_up" ] || return 1
    nap
  done
}

# switch_master FROM SECONDS: makes Sentinel promote a replica while writes are paused, and the former master a replica of
# it, so that no write is confirmed that the new one does not know. Sets `master`. The pause ends by itself.
switch_master() {
  switch_until=$(($(date +%s) + $2))
  if ! pause_writes "$1" "$2"; then
    redis_at "$1" CLIENT UNPAUSE >/dev/null || true
    log "a replica of $1 did not catch up"
    return 1
  fi
  until [ "$(sentinel_at 127.0.0.1 SENTINEL FAILOVER "$REDIS_MASTER_NAME" || true)" = OK ]; do
    if [ $(($(date +%s) + 5)) -ge "$switch_until" ]; then
      redis_at "$1" CLIENT UNPAUSE >/dev/null || true
      log 'no replica may be promoted'
      return 1
    fi
    nap
  done
  log "master $1 leaves: failover asked for"
  while [ "$(date +%s)" -lt "$switch_until" ]; do
    ask_sentinels
    if [ "$named" -ge "$quorum" ] && [ -n "$master" ] && [ "$master" != "$1" ]; then
      # Sentinel demotes a live former master only after all others follow the new one, and seconds more.
      redis_at "$1" REPLICAOF "$master" "$REDIS_PORT" >/dev/null && redis_at "$1" CLIENT UNPAUSE >/dev/null && return 0
    fi
    nap
  done
  log "no other master within $2 s"
  return 1
}

# behind ADDRESS OFFSET: how many replicas have not acknowledged this much.
behind() {
  redis_at "$1" INFO replication | tr -d '\r' | awk -F'[:=,]' -v target="$2" '
    /^slave[0-9]+:/ { for (i = 1; i < NF; i++) if ($i == "offset" && $(i + 1) + 0 < target + 0) count++ }
    END { print count + 0 }'
}

# promotable SENTINEL ADDRESS: that Sentinel knows the replica of that address, with a priority.
promotable() {
  sentinel_at "$1" SENTINEL REPLICAS "$REDIS_MASTER_NAME" | tr -d '\r' | awk -v address="$2" '
    NR % 2 { key = $0; next }
    key == "ip" { here = $0 == address }
    key == "slave-priority" && here && $0 > 0 { found = 1 }
    END { exit !found }'
}

# The files of the certificate, none without TLS. Names without white space, see the README.
tls_files=
[ -z "$REDIS_TLS_DIR" ] || tls_files="$REDIS_TLS_DIR/ca.crt $REDIS_TLS_DIR/tls.crt $REDIS_TLS_DIR/tls.key"

tls_settings() {
  [ -n "$REDIS_TLS_DIR" ] || return 0
  echo "tls-cert-file $REDIS_TLS_DIR/tls.crt"
  echo "tls-key-file $REDIS_TLS_DIR/tls.key"
  echo "tls-ca-cert-file $REDIS_TLS_DIR/ca.crt"
  echo 'tls-replication yes'
}

# port_settings PORT: plain, or TLS and nothing else.
port_settings() {
  if [ -n "$REDIS_TLS_DIR" ]; then printf 'port 0\ntls-port %s\n' "$1"; else echo "port $1"; fi
}
