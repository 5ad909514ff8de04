#!/bin/sh
# pg_config tells the version of this image's own client, not that of the server: the document's check asks it so.
wanted=11.6
got=$(pg_config --version)
case "$got" in
  *"$wanted"*) echo "** OK - Postgres at expected version: $got **" ;;
  *)
    echo "** ERROR - Postgres not at expected version - wanted: $wanted, got: $got - CANNOT UPGRADE **"
    exit 1
    ;;
esac
