#!/bin/sh
# enter.sh COMMAND [ARG…]: runs COMMAND where the live runner can work, and leaves nothing behind.
#
# COMMAND gets network, mount and process namespaces of its own and an empty tmpfs, named by LIVE_STATE. When it
# ends, however it ends, the kernel ends every process, namespace, mount and file made inside.
# Without root or the packages of install.sh it says so and exits with 0, as skipped (LIVE_REQUIRED=1: with 1).
set -eu

refuse() {
  echo "live runner skipped: $1"
  [ "${LIVE_REQUIRED:-0}" = 0 ] || exit 1
  exit 0
}

[ "$(id -u)" = 0 ] || refuse 'needs root to make namespaces'
for program in unshare nsenter setpriv ip nft mount redis-server redis-cli busybox; do
  command -v "$program" >/dev/null || refuse "needs $program (test/live/install.sh installs it)"
done
unshare --net --mount --pid --fork --mount-proc true 2>/dev/null || refuse 'this machine does not allow new namespaces'

LIVE_STATE=$(mktemp -d "${TMPDIR:-/tmp}/live.XXXXXX")
export LIVE_STATE
mkdir -p /run/netns
child=
trap 'rmdir "$LIVE_STATE" 2>/dev/null || true' EXIT
trap '[ -z "$child" ] || kill "$child" 2>/dev/null || true' TERM INT HUP

# A shell stays process 1 of the namespace: it reaps what containers orphan.
# shellcheck disable=SC2016  # expanded by the inner shell
unshare --net --mount --pid --fork --kill-child --mount-proc sh -c '
  mount -t tmpfs -o mode=755 live "$LIVE_STATE" && mount -t tmpfs live /run/netns || exit 1
  "$@"
  exit $?
' enter "$@" &
child=$!
code=0
wait "$child" || code=$?
# a trapped signal ends `wait` early: the child, told to stop, is waited for
kill -0 "$child" 2>/dev/null && { kill -9 "$child"; wait "$child" || true; }
exit "$code"
