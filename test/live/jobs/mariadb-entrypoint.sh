#!/bin/sh
# Stands in for docker-entrypoint.sh of the official mariadb and mysql images, as far as a claim can tell: same environment,
# same order, same test for "initialised before" (DATADIR/mysql exists). Arguments are the server and its options, with
# --datadir= and --socket= among them. The tests run the image's own script instead when MARIADB_ENTRYPOINT names it.
set -eu

for argument; do
  case $argument in
    --datadir=*) datadir=${argument#*=} ;;
    --socket=*) socket=${argument#*=} ;;
  esac
done

if [ ! -d "$datadir/mysql" ]; then
  root_password=$(cat "$MARIADB_ROOT_PASSWORD_FILE")
  password=$(cat "$MARIADB_PASSWORD_FILE")
  mariadb-install-db --no-defaults --datadir="$datadir" --auth-root-authentication-method=normal --skip-test-db >/dev/null
  # The temporary server is not on the network: a probe over TCP must fail until it is gone.
  "$@" --skip-networking &
  server=$!
  tries=0
  until mariadb-admin --no-defaults --socket="$socket" ping >/dev/null 2>&1; do
    tries=$((tries + 1))
    if [ "$tries" -gt 60 ]; then exit 1; fi
    sleep 0.5
  done
  mariadb --no-defaults --socket="$socket" -uroot <<SQL
ALTER USER 'root'@'localhost' IDENTIFIED BY '$root_password';
CREATE DATABASE IF NOT EXISTS \`$MARIADB_DATABASE\`;
CREATE USER '$MARIADB_USER'@'%' IDENTIFIED BY '$password';
GRANT ALL ON \`$MARIADB_DATABASE\`.* TO '$MARIADB_USER'@'%';
SQL
  kill "$server"
  wait "$server"
fi

exec "$@"
