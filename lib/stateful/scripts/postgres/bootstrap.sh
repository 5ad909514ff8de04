#!/bin/sh
# Makes a PostgreSQL database, the role that owns it, its extensions and schemas, and applies SQL files, each once.
# May run any number of times, by any number of Jobs at once, and be killed anywhere: README.md says what holds.
#
# Exit status: 0 done; 64 a setting is wrong; 65 the role exists with another password; 69 the server does not answer;
# 70 a statement failed, nothing of the transaction remains; 77 the server refuses the administrator.
#
# No password is an argument of a command, and none is traced: `sh -x bootstrap.sh` must not print one.
set +x
set -eu

EX_SETTINGS=64
EX_PASSWORD_DIFFERS=65
EX_UNAVAILABLE=69
EX_SQL=70
EX_REFUSED=77

scripts=$(cd "$(dirname "$0")" && pwd)

say() { printf 'bootstrap: %s\n' "$*"; }

die() {
  status=$1
  shift
  printf 'bootstrap: %s\n' "$*" >&2
  exit "$status"
}

# NAME VALUE: an identifier. A longer one would be cut off by the server, and then never be found again.
check_identifier() {
  if [ -z "$2" ] || [ "$(printf '%s' "$2" | wc -c)" -gt 63 ]; then
    die $EX_SETTINGS "$1 is wrong: got '$2', need a name of 1 to 63 bytes"
  fi
}

# NAME VALUE MOST: a whole number.
check_number() {
  case $2 in
    '' | *[!0-9]* | ????????*) die $EX_SETTINGS "$1 is wrong: got '$2', need a whole number 0 to $3" ;;
  esac
  if [ "$2" -gt "$3" ]; then die $EX_SETTINGS "$1 is wrong: got '$2', need a whole number 0 to $3"; fi
}

# NAME FILE: prints the one line of a password file; nobody else does.
read_password() {
  if [ ! -r "$2" ]; then die $EX_SETTINGS "$1 cannot be read: '$2'"; fi
  if [ ! -s "$2" ] || [ "$(wc -l <"$2")" -gt 1 ]; then
    die $EX_SETTINGS "$1 is wrong: '$2' has to hold one line, the password"
  fi
  tr -d '\r\n' <"$2"
}

: "${PGHOST:=}" "${PGPASSWORD_FILE:=}" "${BOOTSTRAP_DATABASE:=}" "${BOOTSTRAP_ROLE:=}" "${BOOTSTRAP_PASSWORD_FILE:=}"
: "${BOOTSTRAP_EXISTING_PASSWORD:=fail}" "${BOOTSTRAP_EXTENSIONS:=}" "${BOOTSTRAP_SCHEMAS:=}" "${BOOTSTRAP_SQL_DIR:=}"
: "${BOOTSTRAP_WAIT_SECONDS:=60}" "${BOOTSTRAP_LOCK_SECONDS:=60}"
administrator=${PGUSER:-postgres}
maintenance=${PGDATABASE:-postgres}

if [ -z "$PGHOST" ]; then die $EX_SETTINGS "PGHOST is not set: the server's host name"; fi
check_identifier BOOTSTRAP_DATABASE "$BOOTSTRAP_DATABASE"
check_identifier BOOTSTRAP_ROLE "$BOOTSTRAP_ROLE"
check_number BOOTSTRAP_WAIT_SECONDS "$BOOTSTRAP_WAIT_SECONDS" 3600
check_number BOOTSTRAP_LOCK_SECONDS "$BOOTSTRAP_LOCK_SECONDS" 3600
case $BOOTSTRAP_EXISTING_PASSWORD in
  fail | replace) ;;
  *) die $EX_SETTINGS "BOOTSTRAP_EXISTING_PASSWORD is wrong: got '$BOOTSTRAP_EXISTING_PASSWORD', need fail or replace" ;;
esac
# The assignments end the script when read_password does: it runs in a shell of its own.
administrator_password=$(read_password PGPASSWORD_FILE "$PGPASSWORD_FILE") || exit
role_password=$(read_password BOOTSTRAP_PASSWORD_FILE "$BOOTSTRAP_PASSWORD_FILE") || exit

# The arguments of the one psql that has the transaction: begin, every file, commit.
set -- -f "$scripts/begin.sql"
if [ -n "$BOOTSTRAP_SQL_DIR" ]; then
  if [ ! -d "$BOOTSTRAP_SQL_DIR" ]; then die $EX_SETTINGS "BOOTSTRAP_SQL_DIR is no directory: '$BOOTSTRAP_SQL_DIR'"; fi
  for file in "$BOOTSTRAP_SQL_DIR"/*.sql; do
    if [ ! -e "$file" ]; then die $EX_SETTINGS "BOOTSTRAP_SQL_DIR has no file *.sql: '$BOOTSTRAP_SQL_DIR'"; fi
    name=${file##*/}
    case $name in
      *[!A-Za-z0-9._-]*) die $EX_SETTINGS "'$name' is wrong: a file name is made of letters, digits, dot, dash, underscore" ;;
    esac
    sum=$(sha256sum "$file")
    set -- "$@" -v "file_$#=$file" -c "\\set file_name $name" -c "\\set file_sum ${sum%% *}" \
      -c "\\set file_path :file_$#" -f "$scripts/apply.sql"
  done
fi
set -- "$@" -f "$scripts/commit.sql"

# Messages in English and identifiers as UTF-8, whatever the image's locale.
LC_ALL=C PGCLIENTENCODING=UTF8 PGAPPNAME=bootstrap
PGCONNECT_TIMEOUT=${PGCONNECT_TIMEOUT:-10}
export LC_ALL PGHOST PGCLIENTENCODING PGAPPNAME PGCONNECT_TIMEOUT
unset PGUSER PGDATABASE

# DATABASE ARGUMENT...: psql as the administrator. The database goes by environment: -d would take a name with = in it
# for connection settings. The password is in the environment of psql, which only this user can read, and nowhere else.
as_administrator() {
  database=$1
  shift
  PGDATABASE=$database PGUSER=$administrator PGPASSWORD=$administrator_password \
    psql -X -w -q -v ON_ERROR_STOP=1 \
    -v database="$BOOTSTRAP_DATABASE" -v role="$BOOTSTRAP_ROLE" -v existing="$BOOTSTRAP_EXISTING_PASSWORD" \
    -v extensions="$BOOTSTRAP_EXTENSIONS" -v schemas="$BOOTSTRAP_SCHEMAS" -v lock_seconds="$BOOTSTRAP_LOCK_SECONDS" "$@"
}

# Whether the role gets in with the Secret's password, after the administrator did.
role_gets_in() {
  PGDATABASE=$BOOTSTRAP_DATABASE PGUSER=$BOOTSTRAP_ROLE PGPASSWORD=$role_password \
    psql -X -w -q -At -c 'SELECT 1' </dev/null >/dev/null
}

waited=0
# A user that has no name on this system must be given one, or pg_isready does not even try.
until PGUSER=$administrator pg_isready -q; do
  if [ "$waited" -ge "$BOOTSTRAP_WAIT_SECONDS" ]; then
    die $EX_UNAVAILABLE "$PGHOST:${PGPORT:-5432} does not answer, waited $waited s"
  fi
  sleep 2
  waited=$((waited + 2))
done

as_administrator "$maintenance" -c 'SELECT 1' </dev/null >/dev/null ||
  die $EX_REFUSED "$administrator cannot log in to $maintenance on $PGHOST with the password in $PGPASSWORD_FILE"

as_administrator "$maintenance" -f "$scripts/database.sql" </dev/null ||
  die $EX_SQL "the database $BOOTSTRAP_DATABASE was not made"

existed=$(as_administrator "$maintenance" -At -f "$scripts/role-exists.sql" </dev/null) ||
  die $EX_SQL "cannot look for the role $BOOTSTRAP_ROLE"
if [ "$existed" = t ] && [ "$BOOTSTRAP_EXISTING_PASSWORD" = fail ] && ! role_gets_in; then
  die $EX_PASSWORD_DIFFERS "the role $BOOTSTRAP_ROLE exists and cannot log in with the password in" \
    "$BOOTSTRAP_PASSWORD_FILE; it was left as it is: correct the Secret, or set BOOTSTRAP_EXISTING_PASSWORD=replace"
fi

# \password asks twice; without a terminal it reads standard input. psql sends the server a salted hash, so that the
# password is not in the server's log or statistics either.
printf '%s\n%s\n' "$role_password" "$role_password" | as_administrator "$BOOTSTRAP_DATABASE" "$@" ||
  die $EX_SQL "a statement failed and the transaction was rolled back"

role_gets_in || die $EX_PASSWORD_DIFFERS "the role $BOOTSTRAP_ROLE cannot log in to $BOOTSTRAP_DATABASE"
say "database $BOOTSTRAP_DATABASE and role $BOOTSTRAP_ROLE are as asked for"
