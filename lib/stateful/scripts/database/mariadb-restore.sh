#!/bin/sh
# mariadb-restore.sh: loads a dump of mariadb-backup.sh, RESTORE_FILE or the newest. Tables of the dump replace those that are
# there, users included; a server that holds databases is refused unless RESTORE_OVER=yes.
#
#   DATABASE_HOST, DATABASE_PORT  the server
#   PASSWORD_FILE                 file with the password of root
#   WAIT_SECONDS                  how long the server is waited for  default: 60
#
# A NetworkPolicy may not know the address of a new pod in the pod's first seconds, so the server is waited for.
set -eu

: "${DATABASE_HOST:?}" "${DATABASE_PORT:?}" "${PASSWORD_FILE:?}" "${RESTORE_FILE=}" "${RESTORE_OVER=no}"
MYSQL_PWD=$(cat "$PASSWORD_FILE")
export MYSQL_PWD
end=$(($(date +%s) + ${WAIT_SECONDS:-60}))
until mariadb-admin --host="$DATABASE_HOST" --port="$DATABASE_PORT" --user=root --connect-timeout=5 ping >/dev/null 2>&1; do
  if [ "$(date +%s)" -ge "$end" ]; then
    echo "$DATABASE_HOST does not accept connections, waited ${WAIT_SECONDS:-60} s" >&2
    exit 69
  fi
  sleep 2
done
name=$RESTORE_FILE
# The names sort by time: the newest is the last.
[ -n "$name" ] || for each in /backup/*.sql.gz; do name=${each##*/}; done
if ! gzip -t "/backup/$name"; then
  echo "/backup has no whole dump '$name'" >&2
  exit 66
fi
client() { mariadb --host="$DATABASE_HOST" --port="$DATABASE_PORT" --user=root "$@"; }
held=$(client -N -e "SELECT count(*) FROM information_schema.tables WHERE table_schema NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema')")
if [ "$held" != 0 ] && [ "$RESTORE_OVER" != yes ]; then
  echo "the server holds $held tables: set RESTORE_OVER=yes to replace those of the dump" >&2
  exit 65
fi
gunzip -c "/backup/$name" | client
echo "restored /backup/$name"
