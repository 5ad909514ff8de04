#!/bin/sh
# backup.sh: stores a snapshot in /backup under a name that sorts by time; a partial snapshot never has that name.
#
#   REDIS_HOSTS          members, in the order in which they are asked
#   REDIS_TLS            options of redis-cli, or nothing
#   REDIS_PASSWORD_FILE  file with the password
#   KEEP                 snapshots to keep
#   WAIT_SECONDS         how long members are asked again           default: 60
#
# A NetworkPolicy may not know the address of a new pod in the pod's first seconds, so members that refuse are asked again.
set -eu

: "${REDIS_CLI:=redis-cli}" "${WAIT_SECONDS:=60}"

: "${REDIS_HOSTS:?}" "${REDIS_PASSWORD_FILE:?}" "${KEEP:?}" "${REDIS_TLS=}"
# The password is passed in the environment: arguments can be seen in the process list.
REDISCLI_AUTH=$(cat "$REDIS_PASSWORD_FILE")
export REDISCLI_AUTH
file=/backup/$(date -u +%Y%m%dT%H%M%SZ).rdb
end=$(($(date +%s) + WAIT_SECONDS))
while :; do
  for host in $REDIS_HOSTS; do
    # shellcheck disable=SC2086  # options
    if "$REDIS_CLI" -h "$host" $REDIS_TLS --rdb "$file.part"; then
      mv "$file.part" "$file"
      # The names sort by time: the oldest is the first.
      set -- /backup/*.rdb
      while [ $# -gt "$KEEP" ]; do
        rm -f "$1"
        shift
      done
      exit 0
    fi
    rm -f "$file.part"
  done
  [ "$(date +%s)" -lt "$end" ] || break
  sleep 2
done
echo "no member gave a snapshot: $REDIS_HOSTS" >&2
exit 1
