#!/usr/bin/env bash
# build.sh KUBERNETES_VERSION FOLDER PROGRAM: builds one program of the cluster from Go modules into FOLDER.
#
# PROGRAM: kube-apiserver, kube-controller-manager, kube-scheduler, kubelet, kube-proxy, kubectl, coredns,
# network-policy or local-path-provisioner. A program that is in FOLDER already is left alone; one whose build was
# interrupted is not there, because the finished file is renamed into place.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
version=${1:?a version of Kubernetes} folder=${2:?a folder} program=${3:?a program}
[ ! -x "$folder/$program" ] || exit 0
mkdir -p "$folder"
work=$(mktemp -d "$folder/.build-$program.XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
export GOFLAGS='-mod=mod -trimpath -buildvcs=false'

# k8s.io/kubernetes replaces its staging modules by folders of its repository; each is published as v0.MINOR.PATCH.
kubernetes_module() {
  local module
  module=$(go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/.*"GoMod": "\(.*\)",/\1/p')
  printf 'module cluster\n%s\nrequire k8s.io/kubernetes v%s\n' "$(grep -E '^go ' "$module")" "$version"
  grep -oE 'k8s\.io/[a-z0-9-]+ => \./staging' "$module" | cut -d' ' -f1 | sort -u |
    sed "s|.*|replace & => & v0.${version#1.}|"
}

flags="-s -w"
case $program in
  coredns | network-policy)
    cp "$here/$program"/main.go "$here/$program"/go.* .
    package=.
    ;;
  local-path-provisioner)
    printf 'module provisioner\ngo 1.23.0\nrequire github.com/rancher/local-path-provisioner v0.0.30\n' >go.mod
    package=github.com/rancher/local-path-provisioner
    ;;
  *)
    kubernetes_module >module.txt
    mv module.txt go.mod
    package=k8s.io/kubernetes/cmd/$program
    minor=${version#1.}
    stamp="gitVersion=v$version gitMajor=1 gitMinor=${minor%%.*} gitTreeState=clean"
    for pair in $stamp; do flags="$flags -X k8s.io/component-base/version.$pair -X k8s.io/client-go/pkg/version.$pair"; done
    ;;
esac
# providerless: releases before 1.31 have cloud providers of their own, and one of their modules is not to be had.
go build -tags providerless -o "$program" -ldflags "$flags" "$package"
mv "$program" "$folder/$program"
