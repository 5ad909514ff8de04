#!/bin/sh
# install.sh: Debian packages of the cluster. Needs root; without it, or without apt, says so and does nothing.
set -eu

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
  echo 'cluster: not root on a Debian system: packages not installed'
  exit 0
fi
missing=
for pair in containerd:containerd runc:runc etcd:etcd-server /usr/lib/cni/bridge:containernetworking-plugins \
  iptables:iptables nft:nftables ipset:ipset conntrack:conntrack ip:iproute2 nsenter:util-linux openssl:openssl \
  debootstrap:debootstrap gcc:gcc mvn:maven python3:python3-pip; do
  command -v "${pair%%:*}" >/dev/null || missing="$missing ${pair#*:}"
done
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
