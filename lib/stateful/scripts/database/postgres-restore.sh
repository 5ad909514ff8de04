#!/bin/sh
# postgres-restore.sh: loads a dump of postgres-backup.sh, RESTORE_FILE or the newest, into a server that has no databases
# yet. RESTORE_OVER=yes: databases and roles of the dump are dropped first, others stay. The superuser keeps its password.
#
#   PGHOST, PGPORT, PGUSER  the server, and a superuser
#   PASSWORD_FILE           file with its password
#   WAIT_SECONDS            how long the server is waited for  default: 60
#
# A NetworkPolicy may not know the address of a new pod in the pod's first seconds, so the server is waited for.
set -eu

: "${PGHOST:?}" "${PGPORT:?}" "${PGUSER:?}" "${PASSWORD_FILE:?}" "${RESTORE_FILE=}" "${RESTORE_OVER=no}"
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
name=$RESTORE_FILE
# The names sort by time: the newest is the last.
[ -n "$name" ] || for each in /backup/*.sql.gz; do name=${each##*/}; done
if ! gzip -t "/backup/$name"; then
  echo "/backup has no whole dump '$name'" >&2
  exit 66
fi
held=$(psql --no-password -X -A -t -d postgres -c "SELECT count(*) FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'")
if [ "$held" != 0 ] && [ "$RESTORE_OVER" != yes ]; then
  echo "the server holds $held databases: set RESTORE_OVER=yes to drop those of the dump first" >&2
  exit 65
fi
# The superuser is there, and its password is that of the Secret.
gunzip -c "/backup/$name" |
  sed -e "/^DROP ROLE IF EXISTS \"\{0,1\}$PGUSER\"\{0,1\};$/d" -e "/^CREATE ROLE \"\{0,1\}$PGUSER\"\{0,1\};$/d" -e "/^ALTER ROLE \"\{0,1\}$PGUSER\"\{0,1\} /d" |
  psql --no-password -X -q -v ON_ERROR_STOP=1 -d postgres >/dev/null
echo "restored /backup/$name"
