#!/usr/bin/env bash
# Builds dyff, the tool to compare with, and prints its path. It is kept outside of the checkout.
set -euo pipefail
version=1.10.2
cache=${CDK8S_PATTERNS_CACHE:-$HOME/.cache/cdk8s-patterns}/dyff/$version
if [ ! -x "$cache/dyff" ]; then
  mkdir -p "$cache"
  GOFLAGS=-mod=mod GOBIN=$cache go install "github.com/homeport/dyff/cmd/dyff@v$version" >&2
fi
echo "$cache/dyff"
