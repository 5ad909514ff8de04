#!/bin/sh
# mariadb-init.sh PREFIXES COMMAND…: stands in for docker-entrypoint.sh of the official mariadb and mysql images, by their
# documented environment, each name with the first of the prefixes that is set: ROOT_PASSWORD, ROOT_HOST, DATABASE, USER,
# PASSWORD, each also as NAME_FILE; ALLOW_EMPTY_PASSWORD, ALLOW_EMPTY_ROOT_PASSWORD, RANDOM_ROOT_PASSWORD;
# /docker-entrypoint-initdb.d.
set -eu

prefixes=$1
shift

die() {
  printf 'entrypoint: %s\n' "$*" >&2
  exit 1
}

# NAME: prints its value, or the content of the file that NAME_FILE names.
setting() {
  for prefix in $prefixes; do
    name=${prefix}_$1
    eval "value=\${$name-} file=\${${name}_FILE-}"
    # shellcheck disable=SC2154  # assigned by eval
    if [ -n "$value" ] && [ -n "$file" ]; then die "both $name and ${name}_FILE are set: they exclude each other"; fi
    if [ -n "$file" ]; then value=$(cat "$file"); fi
    if [ -n "$value" ]; then
      printf '%s' "$value"
      return
    fi
  done
}

# TEXT: as it goes between the quotes of a string. The MySQL image does not escape.
quoted() {
  if [ "$prefixes" = MYSQL ]; then printf '%s' "$1"; else printf '%s' "$1" | sed "s/[\\\\']/\\\\&/g"; fi
}

case ${1-} in -*) if [ "$prefixes" = MYSQL ]; then set -- mysqld "$@"; else set -- mariadbd "$@"; fi ;; esac
case ${1-} in mysqld | mariadbd) ;; *) exec "$@" ;; esac

option() { "$@" --verbose --help 2>/dev/null | sed -n "s/^$name  *//p" | head -n 1; }
name=datadir
datadir=$(option "$@")
datadir=${datadir%/}
name=socket
socket=$(option "$@")

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$datadir"
  chown -R mysql: "$datadir" "${socket%/*}"
  exec setpriv --reuid=mysql --regid=mysql --init-groups "$0" "$prefixes" "$@"
fi

if [ ! -d "$datadir/mysql" ]; then
  root_password=$(setting ROOT_PASSWORD)
  root_host=$(setting ROOT_HOST)
  database=$(setting DATABASE)
  user=$(setting USER)
  password=$(setting PASSWORD)
  if [ -z "$root_password" ] && [ -n "$(setting RANDOM_ROOT_PASSWORD)" ]; then
    root_password=$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')
    echo "GENERATED ROOT PASSWORD: $root_password"
  fi
  if [ -z "$root_password$(setting ALLOW_EMPTY_PASSWORD)$(setting ALLOW_EMPTY_ROOT_PASSWORD)" ]; then
    die "the database is not initialised and ${prefixes%% *}_ROOT_PASSWORD is not set"
  fi
  if [ "$user" = root ]; then die "${prefixes%% *}_USER=root is no user to be made: root is there"; fi

  mariadb-install-db --datadir="$datadir" --rpm --cross-bootstrap --auth-root-authentication-method=normal \
    --skip-test-db --skip-log-bin >/dev/null
  # The temporary server is not on the network: a probe over TCP must fail until it is gone.
  "$@" --skip-networking &
  server=$!
  until mariadb-admin --no-defaults --socket="$socket" ping >/dev/null 2>&1; do
    kill -0 "$server" 2>/dev/null || die 'the temporary server has ended'
    sleep 0.1
  done
  run_sql() { mariadb --no-defaults --socket="$socket" -uroot "$@"; }
  {
    if [ "${root_host:=%}" != localhost ]; then
      echo "CREATE USER 'root'@'$root_host' IDENTIFIED BY '$(quoted "$root_password")';"
      echo "GRANT ALL ON *.* TO 'root'@'$root_host' WITH GRANT OPTION;"
    fi
    if [ -n "$database" ]; then echo "CREATE DATABASE IF NOT EXISTS \`$database\`;"; fi
    if [ -n "$user" ] && [ -n "$password" ]; then
      echo "CREATE USER '$user'@'%' IDENTIFIED BY '$(quoted "$password")';"
      if [ -n "$database" ]; then echo "GRANT ALL ON \`$database\`.* TO '$user'@'%';"; fi
    fi
    echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$(quoted "$root_password")';"
  } | run_sql
  MYSQL_PWD=$root_password
  export MYSQL_PWD
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh)
        # shellcheck disable=SC1090  # of whoever mounted it
        if [ -x "$file" ]; then "$file"; else . "$file"; fi
        ;;
      *.sql) run_sql ${database:+"$database"} <"$file" ;;
      *.sql.gz) gunzip -c "$file" | run_sql ${database:+"$database"} ;;
    esac
  done
  unset MYSQL_PWD
  kill "$server"
  wait "$server"
fi

exec "$@"
