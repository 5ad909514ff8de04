# MariaDB of Debian, with user, folders and start script as the official images have them.
printf 'mysql:x:999:999::/var/lib/mysql:/bin/false\n' >>"$root/etc/passwd"
printf 'mysql:x:999:\n' >>"$root/etc/group"
packages mariadb-server
rm -rf "$root"/var/lib/mysql "$root"/etc/mysql
mkdir -p "$root"/var/lib/mysql "$root"/run/mysqld "$root"/etc/mysql/{conf.d,mariadb.conf.d} "$root"/docker-entrypoint-initdb.d
in_root chown 999:999 /var/lib/mysql /run/mysqld
chmod 1777 "$root"/var/lib/mysql "$root"/run/mysqld
printf '[client-server]\nsocket = /run/mysqld/mysqld.sock\n[mariadb]\nhost-cache-size = 0\nskip-name-resolve\n!includedir /etc/mysql/mariadb.conf.d/\n!includedir /etc/mysql/conf.d/\n' \
  >"$root/etc/mysql/my.cnf"
ln -sf /usr/sbin/mariadbd "$root/usr/local/bin/mysqld"
install -m 755 "$here/layers/mariadb-init.sh" "$root/usr/local/bin/mariadb-init.sh"
printf '#!/bin/sh\nexec mariadb-init.sh "MARIADB MYSQL" "$@"\n' >"$root/usr/local/bin/docker-entrypoint.sh"
chmod 755 "$root/usr/local/bin/docker-entrypoint.sh"
slim
