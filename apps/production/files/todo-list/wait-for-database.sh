#!/bin/sh
# wait-for-database.sh COMMAND…: runs COMMAND once the server of PGHOST accepts connections.
# The database's NetworkPolicy may not know the address of a new pod in the pod's first second.
set -eu
waited=0
until pg_isready -q -t 2; do
  if [ "$waited" -ge 120 ]; then
    echo "$PGHOST does not accept connections, waited $waited s" >&2
    exit 69
  fi
  sleep 2
  waited=$((waited + 2))
done
exec "$@"
