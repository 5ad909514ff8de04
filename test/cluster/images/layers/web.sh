# A web server that answers every request, and a migration that does nothing: for applications whose images cannot be had.
cp "$here/layers/web.js" "$root/web.js"
printf '#!/bin/sh\necho migrated\n' >"$root/migrate.sh"
# Start scripts of httpserver and Ghost.
for program in httpserver usr/local/bin/docker-entrypoint.sh; do
  printf '#!/bin/sh\nexec node /web.js\n' >"$root/$program"
  chmod 755 "$root/$program"
done
chmod 755 "$root/migrate.sh"
mkdir -p "$root/var/lib/ghost"
