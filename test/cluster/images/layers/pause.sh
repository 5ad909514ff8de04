# Kubernetes' own pause program, compiled from its module.
source=$(cd "$work" && go mod download -json k8s.io/kubernetes@v1.34.4 | sed -n 's/.*"Dir": "\(.*\)",/\1/p')
gcc -Os -static -DVERSION=v3.10 -o "$root/pause" "$source/build/pause/linux/pause.c"
