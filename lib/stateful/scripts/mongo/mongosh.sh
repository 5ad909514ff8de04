#!/bin/sh
# Runs one of the scripts beside this file with mongosh: sh mongosh.sh reconcile.js | ready.js | step-down.js
# exec: mongosh takes this shell's place and gets the signals.
set -eu

if [ $# -ne 1 ]; then
  echo "usage: mongosh.sh SCRIPT, got $# arguments" >&2
  exit 2
fi
scripts=$(cd "$(dirname "$0")" && pwd)

# mongosh keeps its settings and its logs under HOME, which a read-only root file system does not have. The log would
# grow by every connection of every round: switched off, as is what it tells its makers.
HOME="${TMPDIR:-/tmp}/mongosh"
export HOME
mkdir -p "$HOME/.mongodb/mongosh"
printf '{"disableLogging":true,"enableTelemetry":false}' >"$HOME/.mongodb/mongosh/config"

exec mongosh --nodb --norc --quiet "$scripts/$1"
