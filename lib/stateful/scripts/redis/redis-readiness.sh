#!/bin/sh
# redis-readiness.sh: readiness probe of the Redis container. A master is ready when it takes commands, a replica
# when it holds a full copy and its link is up. The first time it does, the mark of a volume that never held a full
# copy is lifted, and with it the ban on promoting this member. Needs common.sh's variables.
#
#   REDIS_REPLICA_PRIORITY  priority of a member that may be promoted  default: 100
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

: "${REDIS_REPLICA_PRIORITY:=100}"

# Makes the passwords of the Secret valid, as they are now, and has replication use the first of them.
adopt_redis() {
  replies=$(printf 'ACL SETUSER default resetpass%s\nCONFIG SET masterauth %s\n' \
    "$(acl "$REDIS_PASSWORD_FILE" "$REDIS_ACCEPTED_FILE")" "$(cat "$REDIS_PASSWORD_FILE")" | redis_at 127.0.0.1) || return 1
  [ "$(printf '%s\n' "$replies" | grep -c '^OK')" = 2 ] || return 1
  use_password "$REDIS_PASSWORD_FILE" "$redis_password"
  log_in_pod 'passwords of the Secret adopted'
}

# Reads certificate, key and authorities again. Connections that are open stay; a pair that does not match is refused.
reload_certificate() {
  reply=$(redis_at 127.0.0.1 CONFIG SET tls-cert-file "$REDIS_TLS_DIR/tls.crt" tls-key-file "$REDIS_TLS_DIR/tls.key" \
    tls-ca-cert-file "$REDIS_TLS_DIR/ca.crt") || reply='no answer'
  [ "$reply" = OK ] || {
    log_in_pod "the certificate in $REDIS_TLS_DIR was not read: $reply"
    return 1
  }
  log_in_pod 'certificate of the Secret adopted'
}

[ "$(redis_at 127.0.0.1 PING)" = PONG ]
adopt redis adopt_redis "$REDIS_PASSWORD_FILE" "$REDIS_ACCEPTED_FILE"
# A certificate that is not read is logged, and is no reason to be unready: the former one is still in use.
# shellcheck disable=SC2086  # a list of files
adopt redis-certificate reload_certificate $tls_files || true
status=$(redis_at 127.0.0.1 INFO replication)
if [ "$(printf '%s\n' "$status" | info_field role)" = master ]; then exit 0; fi
[ "$(printf '%s\n' "$status" | info_field master_link_status)" = up ]
[ "$(printf '%s\n' "$status" | info_field master_sync_in_progress)" = 0 ]
if [ -e "$never_synced" ]; then
  [ "$(redis_at 127.0.0.1 CONFIG SET replica-priority "$REDIS_REPLICA_PRIORITY")" = OK ]
  # Sentinel looks at priorities every ten seconds. A failover before it does finds nobody to promote and is not tried
  # again for twice the failover timeout, so a member is ready when it may be chosen.
  promotable 127.0.0.1 "$(member_address "$ordinal")"
  rm -f "$never_synced"
fi
