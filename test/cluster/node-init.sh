#!/bin/bash
# node-init.sh N FOLDER PROGRAMS ADDRESS: first process of a node. Starts containerd, kubelet, kube-proxy and the
# controller of NetworkPolicies, and starts again what ends.
set -eu
n=$1 folder=$2 programs=$3 address=$4
export PATH=$programs:/usr/local/sbin:/usr/sbin:/sbin:$PATH
pki=$(dirname "$folder")/pki

read -r _ <"$folder/network-is-up"
hostname "node$n"
for pair in run:/run kubelet:/var/lib/kubelet cni-state:/var/lib/cni log:/var/log machine-id:/etc/machine-id volumes:/var/lib/volumes; do
  target=${pair#*:}
  [ -e "$target" ] || mkdir -p "$target"
  mount --bind "$folder/${pair%%:*}" "$target"
done
mkdir -p /run/netns /run/containerd /run/lock
mount --make-rshared /

supervise() { # NAME COMMAND…
  local name=$1
  shift
  (
    while :; do
      "$@" >>"$folder-$name.log" 2>&1 && code=0 || code=$?
      echo "$name ended with $code"
      sleep 1
    done
  ) &
}

supervise containerd containerd --config "$folder/containerd.toml"
until [ -S /run/containerd/containerd.sock ]; do sleep 0.1; done
supervise kubelet kubelet --config="$folder/kubelet.yaml" --kubeconfig="$pki/node$n.kubeconfig" \
  --hostname-override="node$n" --node-ip="$address" --node-labels="topology.kubernetes.io/zone=zone$n"
supervise kube-proxy kube-proxy --config="$folder/kube-proxy.yaml"
supervise network-policy network-policy --kubeconfig="$pki/admin.kubeconfig" --hostname-override="node$n" \
  --run-firewall --service-cluster-ip-range=10.96.0.0/16 --health-port=0 --metrics-port=0
trap 'exit 0' TERM
while :; do wait || sleep 1; done
