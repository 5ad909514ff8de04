#!/bin/sh
# sentinel-readiness.sh: readiness probe of the Sentinel container: it watches a master. One that watches nothing gets
# the master that a majority of its peers names, where redis-start.sh had passed its gate before this Sentinel was up.
# Needs common.sh's variables.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

# Makes the passwords of the Secret valid, as they are now, and has this Sentinel use the first of them.
adopt_sentinel() {
  replies=$({
    printf 'ACL SETUSER default resetpass%s\n' "$(acl "$SENTINEL_PASSWORD_FILE" "$SENTINEL_ACCEPTED_FILE")"
    echo "SENTINEL CONFIG SET sentinel-pass $(cat "$SENTINEL_PASSWORD_FILE")"
    echo "SENTINEL SET $REDIS_MASTER_NAME auth-pass $(cat "$REDIS_PASSWORD_FILE")"
  } | sentinel_at 127.0.0.1) || return 1
  [ "$(printf '%s\n' "$replies" | grep -c '^OK')" = 3 ] || return 1
  use_password "$SENTINEL_PASSWORD_FILE" "$sentinel_password"
  log 'passwords of the Secret adopted'
}

case $(sentinel_view 127.0.0.1) in
  '') exit 1 ;;
  blank)
    ask_sentinels
    if [ "$named" -ge "$quorum" ] && [ -n "$master" ]; then watch_master "$master"; fi
    exit 1
    ;;
esac
adopt sentinel adopt_sentinel
