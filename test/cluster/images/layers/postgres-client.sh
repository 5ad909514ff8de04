# psql and pg_isready of Debian.
packages postgresql-client-15
ln -s ../../lib/postgresql/15/bin/psql ../../lib/postgresql/15/bin/pg_isready "$root/usr/local/bin/"
for tool in pg_dump pg_restore pg_dumpall; do ln -sf ../../lib/postgresql/15/bin/$tool "$root/usr/local/bin/$tool"; done
slim
