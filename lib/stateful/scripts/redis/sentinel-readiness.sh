#!/bin/sh
# sentinel-readiness.sh: readiness probe of the Sentinel container: it watches a master. One that watches nothing gets
# the master that a majority of its peers names, where redis-start.sh had passed its gate before this Sentinel was up.
#
#   SENTINEL_RESTART_SECONDS  between the restarts of two Sentinels for a new certificate  default: 30
# and those of common.sh.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

: "${SENTINEL_RESTART_SECONDS:=30}"

# Makes the passwords of the Secret valid, as they are now, and has this Sentinel use the first of them.
adopt_sentinel() {
  replies=$({
    printf 'ACL SETUSER default resetpass%s\n' "$(acl "$SENTINEL_PASSWORD_FILE" "$SENTINEL_ACCEPTED_FILE")"
    echo "SENTINEL CONFIG SET sentinel-pass $(cat "$SENTINEL_PASSWORD_FILE")"
    echo "SENTINEL SET $REDIS_MASTER_NAME auth-pass $(cat "$REDIS_PASSWORD_FILE")"
  } | sentinel_at 127.0.0.1) || return 1
  [ "$(printf '%s\n' "$replies" | grep -c '^OK')" = 3 ] || return 1
  use_password "$SENTINEL_PASSWORD_FILE" "$sentinel_password"
  log_in_pod 'passwords of the Secret adopted'
}

# Sentinel reads its certificate at the start only. It restarts for a new one in its turn, by ordinal, when all Sentinels
# answer, none is amidst a failover, and none has just restarted: kubelets bring a Secret at different times. Fails until
# then.
restart_for_certificate() {
  seen=$REDIS_RUN_DIR/sentinel-certificate.seen
  [ "$(sed 1d "$seen" 2>/dev/null)" = "$now" ] || printf '%s\n%s\n' "$(date +%s)" "$now" >"$seen"
  read -r since <"$seen"
  [ "$(date +%s)" -ge "$((since + ordinal * SENTINEL_RESTART_SECONDS))" ] || return 1
  ask_sentinels
  [ "$named" -eq "$REDIS_MEMBERS" ] && [ -n "$master" ] && [ "$failing" = no ] || return 1
  for o in $(ordinals); do
    [ "$o" != "$ordinal" ] || continue
    uptime=$(sentinel_at "$(member_address "$o")" INFO server | info_field uptime_in_seconds)
    [ "${uptime:-0}" -ge "$((SENTINEL_RESTART_SECONDS / 2))" ] || return 1
  done
  log_in_pod 'restarting for the certificate of the Secret'
  sentinel_at 127.0.0.1 SHUTDOWN >/dev/null || true
}

case $(sentinel_view 127.0.0.1) in
  '') exit 1 ;;
  blank)
    ask_sentinels
    if [ "$named" -ge "$quorum" ] && [ -n "$master" ]; then watch_master "$master"; fi
    exit 1
    ;;
esac
adopt sentinel adopt_sentinel \
  "$REDIS_PASSWORD_FILE" "$REDIS_ACCEPTED_FILE" "$SENTINEL_PASSWORD_FILE" "$SENTINEL_ACCEPTED_FILE"
# shellcheck disable=SC2086  # a list of files
adopt sentinel-certificate restart_for_certificate $tls_files || true
