#!/bin/sh
# The mongod container. It does not go through the image's entrypoint, which would start a second, temporary mongod to
# make the user (the reconciler does that, once per set, not once per member); hence --bind_ip_all is given here.
# Arguments of this script go to mongod behind the others.
set -eu

: "${MONGO_REPLICA_SET:?is not set: the replica set name}"
: "${MONGO_MEMBER_PATTERN:?is not set: host:port with %d in place of the ordinal}"
keyfile="${MONGO_KEYFILE:-}"

if [ -n "$keyfile" ]; then
  if [ ! -r "$keyfile" ]; then
    echo "MONGO_KEYFILE cannot be read: $keyfile; does the init container run copy-keyfile.sh?" >&2
    exit 1
  fi
  # --keyFile turns authentication on.
  set -- --keyFile "$keyfile" "$@"
fi

exec mongod --bind_ip_all --port "${MONGO_MEMBER_PATTERN##*:}" --dbpath "${MONGO_DBPATH:-/data/db}" \
  --replSet "$MONGO_REPLICA_SET" "$@"
