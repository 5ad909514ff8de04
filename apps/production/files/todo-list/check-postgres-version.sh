#!/bin/sh
# Asks the server, not this image's own client.
set -eu
wanted=16
got=$(psql -X -At -v ON_ERROR_STOP=1 -c 'SHOW server_version')
case "$got" in
  "$wanted".*) echo "OK: PostgreSQL $got" ;;
  *)
    echo "** ERROR - Postgres not at expected version - wanted: $wanted, got: $got - CANNOT UPGRADE **" >&2
    exit 1
    ;;
esac
