#!/bin/bash
# build-layer.sh LAYERS NAME PARENT|- RECIPE: makes the folder LAYERS/NAME, one layer of an image.
#
# The recipe is a shell script that runs with $root, the file system of the image as far as it is made: the layer of
# PARENT (and of its parents) below, what the recipe changes above. It may use the functions below. The finished folder
# is renamed into place, so an interrupted build leaves no half layer.
set -euo pipefail
layers=$1 name=$2 parent=$3 recipe=$4
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "$layers/.build.XXXXXX")
trap 'umount -R "$work/root" 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir -p "$work/upper" "$work/work" "$work/root"
root=$work/root

if [ "$parent" = - ]; then
  mount --bind "$work/upper" "$root"
else
  lower=
  for one in ${parent//+/ }; do lower=$layers/$one${lower:+:$lower}; done
  mount -t overlay overlay -o "lowerdir=$lower,upperdir=$work/upper,workdir=$work/work" "$root"
fi

in_root() { chroot "$root" "$@"; }

# Installs Debian packages without starting their services.
packages() {
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  mount -t proc proc "$root/proc"
  mount --bind /dev "$root/dev"
  in_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  umount "$root/dev" "$root/proc"
}

# What no container needs.
slim() {
  rm -rf "$root"/usr/share/{doc,man,info,locale,lintian,bash-completion} "$root"/var/cache/{apt,debconf} \
    "$root"/var/log/* "$root"/var/lib/dpkg/*-old "$root"/tmp/*
  mkdir -p "$root/var/cache/apt/archives/partial"
}

# FILE…: a program of this machine, where it lies here, with those of its libraries that the image lacks.
programs() {
  local file
  for file in "$@"; do
    { echo "$file"; ldd "$file" | grep -oE '/[^ ]+'; } | while read -r path; do
      in_root test -e "$path" || install -D "$(readlink -f "$path")" "$root$path"
    done
  done
}

. "$here/layers/functions.sh"
# shellcheck disable=SC1090
. "$recipe"
umount -R "$root"
mv "$work/upper" "$layers/$name"
