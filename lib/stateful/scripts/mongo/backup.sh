#!/bin/sh
# The backup Job: one dump of the whole set, as of the moment when it ends (--oplog), under a name that sorts by time.
# Half a dump never has such a name. Talks to one member only: over a connection to the set, with any read preference,
# mongodump may read the end of the oplog from one member and data from another that is not as far yet, and what is
# between them would be in neither.
set -eu
# A dump holds the users and the hashes of their passwords: for the group of the pod, not for others.
umask 027

: "${MONGO_DUMP_HOSTS:?is not set: host:port of the members, divided by spaces}"
directory="${MONGO_DUMP_DIRECTORY:?is not set: where the dumps are kept}"
keep="${MONGO_DUMP_KEEP:?is not set: how many dumps are kept}"
username="${MONGO_ROOT_USERNAME_FILE:-}"
password="${MONGO_ROOT_PASSWORD_FILE:-}"
case $keep in
  '' | *[!0-9]* | 0*)
    echo "MONGO_DUMP_KEEP is wrong: got $keep, need a whole number from 1" >&2
    exit 1
    ;;
esac
scripts=$(cd "$(dirname "$0")" && pwd)
file="$directory/$(date -u +%Y%m%dT%H%M%SZ).archive.gz"
config="${TMPDIR:-/tmp}/mongodump.yaml"
child=''

# shellcheck disable=SC2317  # the traps call it, and the next
clean() { rm -f "$file.part" "$config"; }
# As PID 1 of its container the shell would not pass the signal on, and mongodump would run into the SIGKILL.
# shellcheck disable=SC2317
stop() {
  if [ -n "$child" ]; then
    kill -TERM "$child" 2>/dev/null || true
    wait "$child" || true
  fi
  exit 143
}
trap clean EXIT
trap stop TERM INT

set -- --oplog --gzip "--archive=$file.part"
if [ -n "$username" ]; then
  # The password goes through a file on a memory emptyDir: arguments are for all of the node to see. In YAML, a single
  # quote is the one character that means something within single quotes.
  quoted=$(sed "s/'/''/g" "$password")
  (umask 077 && printf "password: '%s'\n" "$quoted" >"$config")
  login=$(cat "$username")
  set -- "--config=$config" "--username=$login" --authenticationDatabase=admin "$@"
fi

# Of a run that was killed. No other runs now.
rm -f "$directory"/*.archive.gz.part

# In the background: a shell that waits hears signals, one that runs something does not.
dump() {
  mongodump "$@" &
  child=$!
  status=0
  wait "$child" || status=$?
  child=''
  return "$status"
}

# A NetworkPolicy may not know the address of a new pod in the pod's first seconds, so members that refuse are asked again.
end=$(($(date +%s) + ${MONGO_WAIT_SECONDS:-60}))
until members=$(sh "$scripts/mongosh.sh" members-to-dump.js); do
  [ "$(date +%s)" -lt "$end" ] || exit 1
  sleep 2
done
for host in $members; do
  # gzip: mongodump does not look at what the last write to the archive says, and that a disk is full shows there.
  if dump "--uri=mongodb://$host/?${MONGO_URI_OPTIONS:-}" "$@" && gzip -t "$file.part"; then
    mv "$file.part" "$file"
    echo "stored $file, $(wc -c <"$file") bytes, from $host"
    # The names sort by time: the oldest is the first.
    set -- "$directory"/[0-9]*T[0-9]*Z.archive.gz
    while [ $# -gt "$keep" ]; do
      rm -f "$1"
      shift
    done
    exit 0
  fi
  rm -f "$file.part"
done
echo "no member gave a dump: $MONGO_DUMP_HOSTS" >&2
exit 1
