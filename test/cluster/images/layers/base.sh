# Debian without documentation: what the images of the servers stand on.
debootstrap --variant=minbase --exclude=e2fsprogs,logsave,tzdata bookworm "$work/debian" >/dev/null
cp -a "$work/debian/." "$root/"
rm -rf "$work/debian"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"
printf 'path-exclude=/usr/share/doc/*\npath-exclude=/usr/share/man/*\npath-exclude=/usr/share/locale/*\n' \
  >"$root/etc/dpkg/dpkg.cfg.d/slim"
cp /etc/apt/sources.list "$root/etc/apt/" 2>/dev/null || true
slim
