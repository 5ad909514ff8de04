# PostgreSQL 15 of Debian.
packages postgresql-15
for file in "$root"/usr/lib/postgresql/15/bin/*; do ln -sf "../../lib/postgresql/15/bin/${file##*/}" "$root/usr/local/bin/"; done
postgres_image "$root/usr/share/postgresql/15" 999
slim
