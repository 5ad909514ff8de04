#!/usr/bin/env bash
# Builds the verdict of one Kubernetes version.
#   kubernetes/build.sh 1.34 [native|wasm]
# Prints the path of what was built. Everything is kept under ${CDK8S_PATTERNS_CACHE:-~/.cache/cdk8s-patterns}/verdict.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

minor=${1:?a minor version: 1.29, 1.34 or 1.37}
form=${2:-native}
mode=exe
case $minor in
  1.29) version=1.29.6 parts='.' ;;
  1.34) version=1.34.4 parts='. since-1.30' ;;
  1.37) version=1.37.2 parts='. since-1.30' ;;
  *) echo "$minor is not supported, expected 1.29, 1.34 or 1.37" >&2; exit 2 ;;
esac
case $form in
  native) suffix= ;;
  wasm) suffix=.wasm mode=c-shared; export GOOS=wasip1 GOARCH=wasm ;;
  *) echo "$form is no form, expected native or wasm" >&2; exit 2 ;;
esac
command -v go >/dev/null || { echo 'Go is missing' >&2; exit 2; }

cache=${CDK8S_PATTERNS_CACHE:-$HOME/.cache/cdk8s-patterns}/verdict/$version
# The folder is named after the sources: a change of them builds anew, and what is there is complete.
sources=$(cd "$here" && find build.sh prune overlay src -type f | LC_ALL=C sort | xargs sha256sum | cat - <(go version | cut -d' ' -f3) | sha256sum | cut -c1-16)
built=$cache/$sources
target=$built/verdict$suffix
if [ -f "$target" ]; then echo "$target"; exit 0; fi
mkdir -p "$built"

# The files of the program: the common ones, and those of this version.
files=$(for part in $parts "v$minor"; do find "$here/src/$part" -maxdepth 1 -name '*.go'; done | LC_ALL=C sort)

# What is vendored depends on the imports alone, so that a change elsewhere in the sources need not fetch again.
imports=$(cat $files | grep -E '^\s+([a-z0-9_]+ )?"[a-z0-9.]+\.[a-z]+/' | LC_ALL=C sort -u | cat - "$here"/prune/* "$0" | sha256sum | cut -c1-16)
work=$cache/work-$imports
if [ ! -f "$work/.complete" ]; then
  rm -rf "$work"
  mkdir -p "$work"
  cp $files "$work"
  (
    cd "$work"
    unset GOOS GOARCH
    export GOFLAGS=-mod=mod
    # The module's own go.mod names the staging modules, which lie in its repository: each is published as v0.X as well.
    module=$(go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/.*"GoMod": "\(.*\)",/\1/p')
    {
      echo 'module verdict'
      # What the program itself needs: functions exported to WebAssembly.
      { grep -E '^go ' "$module"; echo 'go 1.24.0'; } | sort -V | tail -1
      echo "require k8s.io/kubernetes v$version"
      grep -oE 'k8s\.io/[a-z0-9-]+ => \./staging|^\s+k8s\.io/[a-z0-9-]+ v0\.0\.0$' "$module" | grep -oE 'k8s\.io/[a-z0-9-]+' | LC_ALL=C sort -u |
        sed "s|.*|replace & => & v0.${version#1.}|"
    } >go.mod
    go mod tidy >/dev/null 2>tidy.log || { cat tidy.log >&2; exit 1; }
    go mod vendor
    go run "$here/prune/main.go" vendor "$here/prune/rules.txt"
    rm -f ./*.go
  )
  touch "$work/.complete"
fi
rm -f "$work"/*.go
cp $files "$work"
cp -R "$here"/overlay/. "$work/vendor/"
cd "$work"
about=k8s.io/component-base/version
go build -mod=vendor -buildmode=$mode -trimpath -buildvcs=false -o "$target.new" -ldflags \
  "-s -w -buildid= -X $about.gitMajor=1 -X $about.gitMinor=${minor#1.} -X $about.gitVersion=v$version -X $about.buildDate=1970-01-01T00:00:00Z" .
mv "$target.new" "$target"
echo "$target"
