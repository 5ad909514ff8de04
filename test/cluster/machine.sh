#!/bin/bash
# machine.sh BRIDGE ADDRESS STATE: first process of the namespaces in which the whole cluster lives.
#
# The network namespace gets a bridge and nothing that leads outside. When this process ends, the kernel ends every
# process of the cluster with it, and its mounts and links.
set -eu
ip link set lo up
ip link add "$1" type bridge
ip addr add "$2/24" dev "$1"
ip link set "$1" up
sysctl -qw net.ipv4.ip_forward=0
# Nodes mount, and their containers must not see those mounts of each other; nothing propagates back to the machine.
mount --make-rprivate /
# Mount points below /var/lib are made for the cluster alone.
mkdir -p "$3/var-lib/upper" "$3/var-lib/work"
mount -t overlay overlay -o "lowerdir=/var/lib,upperdir=$3/var-lib/upper,workdir=$3/var-lib/work" /var/lib
trap 'exit 0' TERM
echo ready
# Orphans of the cluster become children of this process; `wait` reaps them.
while :; do
  sleep 3600 &
  wait $! || true
done
