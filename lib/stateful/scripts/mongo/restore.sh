#!/bin/sh
# The restore Job: loads a dump of backup.sh into the running set, by default the newest. Collections of the dump are
# dropped first. The writes go to the primary and are confirmed by a majority.
#
# --oplogReplay, which makes the dump one of a single moment, needs a role with anyAction on anyResource beside `restore`.
# MONGO_RESTORE_OPLOG=no leaves it out: collections are then as of the different times when each was read.
set -eu
umask 077

: "${MONGO_DUMP_HOSTS:?is not set: host:port of the members, divided by spaces}"
: "${MONGO_REPLICA_SET:?is not set: name of the replica set}"
directory="${MONGO_DUMP_DIRECTORY:?is not set: where the dumps are kept}"
username="${MONGO_ROOT_USERNAME_FILE:-}"
password="${MONGO_ROOT_PASSWORD_FILE:-}"
config="${TMPDIR:-/tmp}/mongorestore.yaml"

name="${RESTORE_FILE:-}"
# The names sort by time: the newest is the last.
[ -n "$name" ] || for each in "$directory"/[0-9]*T[0-9]*Z.archive.gz; do name=${each##*/}; done
file="$directory/$name"
if ! gzip -t "$file"; then
  echo "$directory has no whole dump '$name'" >&2
  exit 66
fi

set -- --gzip "--archive=$file" --drop '--writeConcern={w:"majority"}'
[ "${MONGO_RESTORE_OPLOG:-yes}" = no ] || set -- "$@" --oplogReplay
if [ -n "$username" ]; then
  # In YAML, a single quote is the only special character within single quotes.
  printf "password: '%s'\n" "$(sed "s/'/''/g" "$password")" >"$config"
  trap 'rm -f "$config"' EXIT
  set -- "--config=$config" "--username=$(cat "$username")" --authenticationDatabase=admin "$@"
fi
hosts=$(echo "$MONGO_DUMP_HOSTS" | tr ' ' ',')
mongorestore "--uri=mongodb://$hosts/?replicaSet=$MONGO_REPLICA_SET${MONGO_URI_OPTIONS:+&$MONGO_URI_OPTIONS}" "$@"
echo "restored $file"
