#!/bin/sh
# postgres-backup.sh: stores a dump of all databases and roles in /backup, under a name that sorts by time; a partial dump
# never has that name.
#
#   PGHOST, PGPORT, PGUSER  the server, and a superuser
#   PASSWORD_FILE           file with its password
#   KEEP                    dumps to keep
#   WAIT_SECONDS            how long the server is waited for  default: 60
#
# A NetworkPolicy may not know the address of a new pod in the pod's first seconds, so the server is waited for.
set -eu
umask 027

: "${PGHOST:?}" "${PGPORT:?}" "${PGUSER:?}" "${PASSWORD_FILE:?}" "${KEEP:?}"
PGPASSWORD=$(cat "$PASSWORD_FILE")
export PGPASSWORD
end=$(($(date +%s) + ${WAIT_SECONDS:-60}))
until pg_isready -q -t 5; do
  if [ "$(date +%s)" -ge "$end" ]; then
    echo "$PGHOST does not accept connections, waited ${WAIT_SECONDS:-60} s" >&2
    exit 69
  fi
  sleep 2
done
file=/backup/$(date -u +%Y%m%dT%H%M%SZ).sql
# Of a run that was killed. No other runs now.
rm -f /backup/*.part /backup/*.part.gz
pg_dumpall --no-password --clean --if-exists --file "$file.part"
# The last line shows that the dump is whole.
tail -n 5 "$file.part" | grep -q 'cluster dump complete'
gzip "$file.part"
mv "$file.part.gz" "$file.gz"
echo "stored $file.gz, $(wc -c <"$file.gz") bytes"
# The names sort by time: the oldest is the first.
set -- /backup/*.sql.gz
while [ $# -gt "$KEEP" ]; do
  rm -f "$1"
  shift
done
