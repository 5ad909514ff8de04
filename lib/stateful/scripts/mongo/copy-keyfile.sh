#!/bin/sh
# Init container: mongod refuses a keyfile that group or others can read, and a Secret volume under an fsGroup always is
# group-readable. Copies it onto a memory emptyDir with mode 0400. May run again over an earlier copy.
set -eu
umask 077

: "${MONGO_KEYFILE:?is not set: the copy to make, on an emptyDir of medium Memory}"
source="${MONGO_KEYFILE_SOURCE:?is not set: the mounted Secret key}"

if [ ! -s "$source" ]; then
  echo "MONGO_KEYFILE_SOURCE is missing or empty: $source" >&2
  exit 1
fi
# mongod takes 6 to 1024 base64 characters and ignores white space.
length=$(tr -d '[:space:]' <"$source" | wc -c)
strange=$(tr -d '[:space:]' <"$source" | tr -d 'A-Za-z0-9+/=' | wc -c)
if [ "$length" -lt 6 ] || [ "$length" -gt 1024 ] || [ "$strange" -ne 0 ]; then
  echo "the keyfile is wrong: $length characters, $strange outside base64; need 6 to 1024 of base64" >&2
  exit 1
fi

# Renamed into place: whoever sees the file sees all of it, and an earlier read-only copy is no obstacle.
rm -f "$MONGO_KEYFILE.new"
cp "$source" "$MONGO_KEYFILE.new"
chmod 0400 "$MONGO_KEYFILE.new"
mv -f "$MONGO_KEYFILE.new" "$MONGO_KEYFILE"
