#!/bin/sh
# restore.sh [FILE]: copies the snapshot FILE of /backup (default: RESTORE_FILE, or the newest) into the running set.
#
# A Redis of this script's own, on loopback, loads the snapshot; the keys, with their expiry, are moved from it to the
# master with MIGRATE. Functions are not part of it. Exits with 65 where the set holds keys, unless RESTORE_OVER=yes:
# keys of the same name are then replaced, others stay.
#
#   REDIS_SENTINELS, REDIS_MASTER_NAME             where the master is asked for
#   REDIS_WAIT_REPLICAS                            replicas that must have all of it in the end
#   REDIS_PASSWORD_FILE, SENTINEL_PASSWORD_FILE    files with the passwords
#   REDIS_TLS                                      options of redis-cli, or nothing
#   REDIS_TLS_DIR                                  folder of the certificates, or nothing
set -eu

: "${REDIS_SERVER:=redis-server}" "${REDIS_CLI:=redis-cli}"

: "${REDIS_SENTINELS:?}" "${REDIS_MASTER_NAME:?}" "${REDIS_WAIT_REPLICAS:?}"
: "${REDIS_PASSWORD_FILE:?}" "${SENTINEL_PASSWORD_FILE:?}" "${REDIS_TLS=}" "${REDIS_TLS_DIR=}"
: "${RESTORE_FILE=}" "${RESTORE_OVER=no}"
port=16379

log() { echo "restore: $*" >&2; }

file=${1:-$RESTORE_FILE}
# The names sort by time: the newest is the last.
[ -n "$file" ] || for each in /backup/*.rdb; do file=${each##*/}; done
if [ -z "$file" ] || [ ! -s "/backup/$file" ]; then
  log "/backup has no snapshot '$file'"
  exit 66
fi

# The address of the master, from the first Sentinel that knows it.
find_master() {
  for sentinel in $(echo "$REDIS_SENTINELS" | tr ',' ' '); do
    # shellcheck disable=SC2086  # options
    master=$(REDISCLI_AUTH=$(cat "$SENTINEL_PASSWORD_FILE") timeout 5 "$REDIS_CLI" -h "${sentinel%:*}" -p "${sentinel##*:}" \
      $REDIS_TLS --no-auth-warning SENTINEL GET-MASTER-ADDR-BY-NAME "$REDIS_MASTER_NAME" 2>/dev/null | tr -d '\r' | tr '\n' ' ') || continue
    case $master in *[0-9]\ *[0-9]\ ) return 0 ;; esac
  done
  return 1
}

# at_master WORD…
at_master() {
  # shellcheck disable=SC2086  # options
  REDISCLI_AUTH=$(cat "$REDIS_PASSWORD_FILE") "$REDIS_CLI" -h "${master%% *}" -p "${rest%% *}" $REDIS_TLS --no-auth-warning "$@"
}

until find_master; do
  log 'waiting: no Sentinel names a master'
  sleep 2
done
rest=${master#* }
held=$(at_master DBSIZE)
if [ "$held" != 0 ] && [ "$RESTORE_OVER" != yes ]; then
  log "the set holds $held keys: delete them, or set RESTORE_OVER=yes to replace those of the same names"
  exit 65
fi

tls=
if [ -n "$REDIS_TLS_DIR" ]; then
  # MIGRATE speaks TLS where the cluster bus does.
  tls="--tls-cluster yes --tls-cert-file $REDIS_TLS_DIR/tls.crt --tls-key-file $REDIS_TLS_DIR/tls.key --tls-ca-cert-file $REDIS_TLS_DIR/ca.crt"
fi
# shellcheck disable=SC2086  # options
"$REDIS_SERVER" --port $port --bind 127.0.0.1 --dir /backup --dbfilename "$file" --save '' --appendonly no $tls >&2 &
server=$!
trap 'kill "$server" 2>/dev/null || true' EXIT
until [ "$("$REDIS_CLI" -p $port PING 2>/dev/null)" = PONG ]; do
  kill -0 "$server" 2>/dev/null || {
    log "Redis could not load $file"
    exit 65
  }
  sleep 1
done

# One step of a scan: the keys it finds go to the master, the next cursor and their number come back.
step='
local found = redis.call("SCAN", ARGV[1], "COUNT", 500)
if #found[2] > 0 then
  redis.call("MIGRATE", ARGV[2], ARGV[3], "", ARGV[4], 60000, "COPY", "REPLACE", "AUTH", ARGV[5], "KEYS", unpack(found[2]))
end
return found[1] .. " " .. #found[2]'

total=0
for db in $("$REDIS_CLI" -p $port INFO keyspace | tr -d '\r' | sed -n 's/^db\([0-9]*\):.*/\1/p'); do
  cursor=0
  tries=0
  while :; do
    reply=$(tr -d '\n' <"$REDIS_PASSWORD_FILE" | "$REDIS_CLI" -p $port -n "$db" -x EVAL "$step" 0 "$cursor" "${master%% *}" "${rest%% *}" "$db")
    case $reply in
      *[!0-9\ ]* | '')
        tries=$((tries + 1))
        log "$reply"
        [ "$tries" -lt 30 ] || exit 1
        sleep 2
        find_master || true
        rest=${master#* }
        continue
        ;;
    esac
    tries=0
    total=$((total + ${reply#* }))
    cursor=${reply%% *}
    [ "$cursor" != 0 ] || break
  done
done

confirmed=$(printf 'SET restore:done 1 EX 60\nWAIT %s 60000\n' "$REDIS_WAIT_REPLICAS" | at_master | tail -n 1)
if [ "$confirmed" -lt "$REDIS_WAIT_REPLICAS" ]; then
  log "only $confirmed of $REDIS_WAIT_REPLICAS replicas have all of it"
  exit 1
fi
log "$total keys of $file are there, on $confirmed replicas too"
