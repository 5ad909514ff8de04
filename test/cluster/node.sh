#!/bin/bash
# node.sh start|route|crash|link|run N FOLDER BRIDGE GATEWAY …: a node in namespaces of its own, inside the cluster's.
set -eu
what=$1 n=$2 folder=$3 bridge=$4 gateway=$5
shift 5
here=$(cd "$(dirname "$0")" && pwd)
pid_file=$folder/pid

case $what in
start) # PROGRAMS ADDRESS POD_RANGE CGROUP
  programs=$1 address=$2 pods=$3 group=$4
  if [ -s "$pid_file" ] && kill -0 "$(cat "$pid_file")" 2>/dev/null; then
    echo "node$n runs already" >&2
    exit 1
  fi
  for hierarchy in /sys/fs/cgroup/*/; do
    case $hierarchy in */unified/) continue ;; esac
    mkdir -p "$hierarchy$group"
  done
  # A new cpuset has no CPUs until it is told which.
  if [ -d /sys/fs/cgroup/cpuset ]; then
    for file in cpuset.cpus cpuset.mems; do cat "/sys/fs/cgroup/cpuset/$file" >"/sys/fs/cgroup/cpuset/$group/$file"; done
  fi
  rm -f "$folder/network-is-up"
  mkfifo "$folder/network-is-up"
  setsid unshare --net --mount --pid --uts --ipc --fork --kill-child --mount-proc --propagation private \
    bash "$here/node-init.sh" "$n" "$folder" "$programs" "$address" >>"$folder.log" 2>&1 </dev/null &
  outer=$!
  inner=
  for _ in $(seq 100); do
    inner=$(cut -d' ' -f1 "/proc/$outer/task/$outer/children" 2>/dev/null || true)
    [ -z "$inner" ] || break
    sleep 0.05
  done
  [ -n "$inner" ] || { echo "node$n did not start: see $folder.log" >&2; exit 1; }
  echo "$inner" >"$pid_file"
  ip link del "node$n" 2>/dev/null || true
  ip link add "node$n" type veth peer name eth0 netns "$inner"
  ip link set "node$n" master "$bridge" up
  nsenter -t "$inner" -n sh -c "ip link set lo up && ip addr add $address/24 dev eth0 && ip link set eth0 up &&
    ip route add default via $gateway && sysctl -qw net.ipv4.ip_forward=1"
  ip route replace "$pods" via "$address" dev "$bridge"
  echo >"$folder/network-is-up"
  ;;
route) nsenter -t "$(cat "$pid_file")" -n ip route replace "$1" via "$2" ;;
crash)
  pid=$(cat "$pid_file")
  kill -9 "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
  rm -f "$pid_file"
  ;;
link) ip link set "node$n" "$1" ;;
run) exec nsenter -t "$(cat "$pid_file")" -n -m -p -u -i -- "$@" ;;
esac
