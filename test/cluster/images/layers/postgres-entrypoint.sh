#!/bin/sh
# Stands in for docker-entrypoint.sh of the official postgres images, by its documented environment:
# POSTGRES_PASSWORD, POSTGRES_USER, POSTGRES_DB, POSTGRES_INITDB_ARGS, each also as NAME_FILE;
# POSTGRES_INITDB_WALDIR, POSTGRES_HOST_AUTH_METHOD, PGDATA; /docker-entrypoint-initdb.d.
set -eu

die() {
  printf 'entrypoint: %s\n' "$*" >&2
  exit 1
}

# NAME DEFAULT: gives NAME the content of the file that NAME_FILE names, or the default where neither is set.
from_file() {
  eval "value=\${$1-} file=\${$1_FILE-}"
  # shellcheck disable=SC2154  # assigned by eval
  if [ -n "$value" ] && [ -n "$file" ]; then die "both $1 and $1_FILE are set: they exclude each other"; fi
  if [ -n "$file" ]; then value=$(cat "$file"); fi
  if [ -z "$value" ]; then value=$2; fi
  eval "$1=\$value"
  unset "$1_FILE" value file
}

# As the administrator, over the socket.
run_sql() {
  PGHOST='' PGHOSTADDR='' psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --no-password --no-psqlrc "$@"
}

case ${1-} in -*) set -- postgres "$@" ;; esac
if [ "${1-}" != postgres ]; then exec "$@"; fi

# Kubernetes makes the mount point; whoever is not its owner may not change its mode.
mkdir -p "$PGDATA" /var/run/postgresql
chmod 700 "$PGDATA" || true
if [ "$(id -u)" = 0 ]; then
  chown -R postgres "$PGDATA" /var/run/postgresql
  if [ -n "${POSTGRES_INITDB_WALDIR-}" ]; then
    mkdir -p "$POSTGRES_INITDB_WALDIR"
    chown -R postgres "$POSTGRES_INITDB_WALDIR"
  fi
  # The file of a Secret may be for root alone.
  for name in POSTGRES_PASSWORD POSTGRES_USER POSTGRES_DB POSTGRES_INITDB_ARGS; do
    from_file "$name" ''
    # shellcheck disable=SC2163  # the variable of that name
    export "$name"
  done
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  from_file POSTGRES_PASSWORD ''
  from_file POSTGRES_USER postgres
  from_file POSTGRES_DB "$POSTGRES_USER"
  from_file POSTGRES_INITDB_ARGS ''
  if [ -z "$POSTGRES_PASSWORD" ] && [ "${POSTGRES_HOST_AUTH_METHOD-}" != trust ]; then
    die 'the database is not initialised and POSTGRES_PASSWORD is not set'
  fi

  # The password goes through a pipe: in no argument and in no file.
  printf '%s\n' "$POSTGRES_PASSWORD" | eval "initdb --username=\"\$POSTGRES_USER\" --pwfile=/dev/stdin \
    ${POSTGRES_INITDB_WALDIR:+--waldir=\"\$POSTGRES_INITDB_WALDIR\"} $POSTGRES_INITDB_ARGS"
  method=${POSTGRES_HOST_AUTH_METHOD:-$("$@" -C password_encryption)}
  printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"

  # The temporary server is not on the network: a probe over TCP must fail until it is gone.
  PGPASSWORD=${PGPASSWORD:-$POSTGRES_PASSWORD}
  export PGPASSWORD
  "$@" -c listen_addresses= &
  server=$!
  until PGHOST='' pg_isready -q -U "$POSTGRES_USER" -d postgres; do
    kill -0 "$server" 2>/dev/null || die 'the temporary server has ended'
    sleep 0.1
  done
  run_sql --dbname postgres --set db="$POSTGRES_DB" <<'SQL'
SELECT format('CREATE DATABASE %I', :'db') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'db') \gexec
SQL
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh)
        # shellcheck disable=SC1090  # of whoever mounted it
        if [ -x "$file" ]; then "$file"; else . "$file"; fi
        ;;
      *.sql) run_sql --dbname "$POSTGRES_DB" -f "$file" ;;
      *.sql.gz) gunzip -c "$file" | run_sql --dbname "$POSTGRES_DB" ;;
    esac
  done
  kill -INT "$server"
  wait "$server" || true
  unset PGPASSWORD
  echo 'entrypoint: initialised; the server starts'
fi

exec "$@"
