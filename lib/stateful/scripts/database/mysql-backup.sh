#!/bin/sh
# mysql-backup.sh: stores a dump of all databases and users in /backup, under a name that sorts by time; a partial dump
# never has that name. Tables of other engines than InnoDB may be inconsistent with each other.
#
#   DATABASE_HOST, DATABASE_PORT  the server
#   PASSWORD_FILE                 file with the password of root
#   KEEP                          dumps to keep
#   WAIT_SECONDS                  how long the server is waited for  default: 60
#
# A NetworkPolicy may not know the address of a new pod in the pod's first seconds, so the server is waited for.
set -eu
umask 027

: "${DATABASE_HOST:?}" "${DATABASE_PORT:?}" "${PASSWORD_FILE:?}" "${KEEP:?}"
MYSQL_PWD=$(cat "$PASSWORD_FILE")
export MYSQL_PWD
end=$(($(date +%s) + ${WAIT_SECONDS:-60}))
until mysqladmin --host="$DATABASE_HOST" --port="$DATABASE_PORT" --user=root --connect-timeout=5 ping >/dev/null 2>&1; do
  if [ "$(date +%s)" -ge "$end" ]; then
    echo "$DATABASE_HOST does not accept connections, waited ${WAIT_SECONDS:-60} s" >&2
    exit 69
  fi
  sleep 2
done
file=/backup/$(date -u +%Y%m%dT%H%M%SZ).sql
# Of a run that was killed. No other runs now.
rm -f /backup/*.part /backup/*.part.gz
mysqldump --host="$DATABASE_HOST" --port="$DATABASE_PORT" --user=root --all-databases --single-transaction --routines \
  --events --flush-privileges --result-file="$file.part"
# The last line shows that the dump is whole.
tail -n 1 "$file.part" | grep -q 'Dump completed'
gzip "$file.part"
mv "$file.part.gz" "$file.gz"
echo "stored $file.gz, $(wc -c <"$file.gz") bytes"
# The names sort by time: the oldest is the first.
set -- /backup/*.sql.gz
while [ $# -gt "$KEEP" ]; do
  rm -f "$1"
  shift
done
