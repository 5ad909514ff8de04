# Redis and Sentinel of Debian, with user, folder and start script as the official image has them.
printf 'redis:x:999:999::/data:/bin/sh\n' >>"$root/etc/passwd"
printf 'redis:x:999:\n' >>"$root/etc/group"
packages redis-tools redis-server redis-sentinel
rm -rf "$root"/etc/redis "$root"/etc/init.d "$root"/etc/systemd
mkdir -p "$root/data"
in_root chown 999:999 /data
install -m 755 "$here/layers/redis-entrypoint.sh" "$root/usr/local/bin/docker-entrypoint.sh"
# The official images compile protected mode off; Debian's binary has it on.
cat >"$root/usr/local/bin/redis-server" <<'SERVER'
#!/bin/sh
for argument in "$@"; do
  [ "$argument" != --protected-mode ] || exec /usr/bin/redis-server "$@"
done
if [ -f "${1-}" ] && grep -q '^protected-mode' "$1"; then exec /usr/bin/redis-server "$@"; fi
exec /usr/bin/redis-server "$@" --protected-mode no
SERVER
chmod 755 "$root/usr/local/bin/redis-server"
slim
