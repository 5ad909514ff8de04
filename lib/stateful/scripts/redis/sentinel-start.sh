#!/bin/sh
# sentinel-start.sh: starts Sentinel from the state on its volume, seeded once.
#
# What Sentinel learnt (master, epochs, peers) stays; what the manifest says (ports, passwords, times, quorum) is
# written anew at each start. Peers and replicas beyond REDIS_MEMBERS are forgotten, so that a set scaled down does
# not go on counting them. Needs the variables of common.sh. Exits never; the server takes the shell's place.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

umask 077
mkdir -p "${state%/*}" "$REDIS_RUN_DIR"
me=$(member_address "$ordinal")
while [ -z "$me" ]; do
  say 'waiting: the address of this member is not known yet'
  nap
  me=$(member_address "$ordinal")
done

seed=
if [ ! -s "$state" ]; then
  : >"$state"
  # A blank Sentinel tells its peers that this volume is empty. Where it is not (a restored backup, a Sentinel file
  # removed by hand) the data may be the only copy, and a bootstrap from ordinal 0 would wipe it: no word without a
  # majority. Ordinal 0 may: its data become the set's.
  if [ "$ordinal" -ne 0 ] && [ ! -e "$never_synced" ] && [ -n "$(ls -A "$data" 2>/dev/null)" ]; then
    ask_sentinels
    while [ "$named" -lt "$quorum" ] || [ -z "$master" ]; do
      say "waiting: this volume holds data but no Sentinel state, and only $named Sentinels name a master; needed: $quorum (to start the set from these data, move them to ordinal 0)"
      nap
      ask_sentinels
    done
    seed=$master
  fi
fi
if [ -s "$seed_file" ] && ! grep -q "^sentinel monitor $REDIS_MASTER_NAME " "$state"; then
  read -r seed <"$seed_file"
fi

use_password "$SENTINEL_PASSWORD_FILE" "$sentinel_password"
rm -f "$REDIS_RUN_DIR/sentinel.adopted"
# shellcheck disable=SC2086  # a list of files
version $tls_files >"$REDIS_RUN_DIR/sentinel-certificate.adopted"
members=
for o in $(ordinals); do members="$members $(member_address "$o")"; done
# shellcheck disable=SC2086  # a list of addresses
set -- $members
[ $# -eq "$REDIS_MEMBERS" ] || members= # not all known: nobody is forgotten

# Where Services, or the namespace, were made anew, members have other addresses than the state says.
moves=
if [ -n "$members" ]; then
  for o in $(ordinals); do
    now=$(member_address "$o")
    before=$(awk -v ordinal="$o" '$1 == ordinal { print $2 }' "$addresses" 2>/dev/null || true)
    if [ -n "$before" ] && [ "$before" != "$now" ]; then
      moves="$moves $before=$now"
      echo "$o $before" >>"$former"
    fi
    echo "$o $now"
  done >"$addresses.next"
fi

next=$state.next
{
  port_settings "$SENTINEL_PORT"
  tls_settings
  echo 'protected-mode no'
  echo "dir ${state%/*}"
  echo "user default on ~* &* +@all$(acl "$SENTINEL_PASSWORD_FILE" "$SENTINEL_ACCEPTED_FILE")"
  echo "sentinel sentinel-pass $(cat "$SENTINEL_PASSWORD_FILE")"
  echo "sentinel resolve-hostnames $([ "$REDIS_ANNOUNCE" = name ] && echo yes || echo no)"
  echo "sentinel announce-hostnames $([ "$REDIS_ANNOUNCE" = name ] && echo yes || echo no)"
  echo "sentinel announce-ip $me"
  echo "sentinel announce-port $SENTINEL_PORT"
  if [ -n "$seed" ]; then
    echo "sentinel monitor $REDIS_MASTER_NAME $seed $REDIS_PORT $agreement"
    for address in $members; do
      [ "$address" = "$seed" ] || echo "sentinel known-replica $REDIS_MASTER_NAME $address $REDIS_PORT"
    done
  fi
  awk -v name="$REDIS_MASTER_NAME" -v quorum="$agreement" -v members="$members " -v moves="$moves" '
    BEGIN { for (n = split(moves, pairs, " "); n > 0; n--) { split(pairs[n], pair, "="); moved[pair[1]] = pair[2] } }
    $1 == "sentinel" && $2 ~ /^(monitor|known-sentinel|known-replica)$/ && $3 == name && $4 in moved { $4 = moved[$4] }
    $1 ~ /^(port|tls-.*|protected-mode|dir|requirepass|user|logfile|pidfile|daemonize)$/ { next }
    $1 == "sentinel" && $2 ~ /^(sentinel-pass|resolve-hostnames|announce-hostnames|announce-ip|announce-port)$/ { next }
    $1 == "sentinel" && $2 ~ /^(auth-pass|down-after-milliseconds|failover-timeout|parallel-syncs)$/ && $3 == name { next }
    $1 == "sentinel" && $2 ~ /^known-(sentinel|replica)$/ && members != " " && !index(members, " " $4 " ") { next }
    $1 == "sentinel" && $2 == "monitor" && $3 == name { $NF = quorum }
    { print }' "$state"
} >"$next"
if grep -q "^sentinel monitor $REDIS_MASTER_NAME " "$next"; then
  {
    echo "sentinel auth-pass $REDIS_MASTER_NAME $(cat "$REDIS_PASSWORD_FILE")"
    echo "sentinel down-after-milliseconds $REDIS_MASTER_NAME $REDIS_DOWN_AFTER_MS"
    echo "sentinel failover-timeout $REDIS_MASTER_NAME $REDIS_FAILOVER_TIMEOUT_MS"
    echo "sentinel parallel-syncs $REDIS_MASTER_NAME 1"
  } >>"$next"
  log "starting: $(grep "^sentinel monitor" "$next")"
else
  log 'starting blank: this volume has no state, redis-start.sh tells the master'
fi
[ ! -e "$addresses.next" ] || mv "$addresses.next" "$addresses"
mv "$next" "$state"
rm -f "$seed_file"
exec "$REDIS_SENTINEL" "$state"
