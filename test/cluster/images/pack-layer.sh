#!/bin/bash
# pack-layer.sh FOLDER FILE TAR_OPTION…: the layer as a tar. Overlay's marks of deleted files (character devices 0/0)
# become the whiteouts of the image format.
set -euo pipefail
folder=$1 file=$2
shift 2
marks=$(cd "$folder" && find . -type c -printf '%P\n' | while read -r path; do
  [ "$(stat -c %t:%T "$path")" != 0:0 ] || echo "$path"
done)
if [ -n "$marks" ]; then
  empty=$(mktemp -d)
  trap 'rm -rf "$empty"' EXIT
  printf '%s\n' "$marks" >"$empty.list"
  while read -r path; do
    mkdir -p "$empty/$(dirname "$path")"
    : >"$empty/$(dirname "$path")/.wh.$(basename "$path")"
  done <"$empty.list"
  sed 's|^|./|' "$empty.list" >"$empty.skip"
  tar --numeric-owner --sort=name --mtime=@0 -C "$folder" --exclude-from="$empty.skip" "$@" -cf "$file" .
  (cd "$empty" && find . -type f -name '.wh.*' -print0 | tar --numeric-owner --mtime=@0 --null -T - -rf "$file")
  rm -f "$empty.list" "$empty.skip"
else
  tar --numeric-owner --sort=name --mtime=@0 -C "$folder" "$@" -cf "$file" .
fi
