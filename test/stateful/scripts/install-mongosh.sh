#!/bin/sh
# Puts the real mongosh, and the bson package that the double borrows from it, into .cache/mongosh of this project
# (150 MB, not a dependency: only npm run test:mongo wants it). Does nothing when it is there.
set -eu

version=2.12.0
cd "$(dirname "$0")/../../.."

if [ "$(cat .cache/mongosh/version 2>/dev/null || true)" = "$version" ]; then
  exit 0
fi
mkdir -p .cache/mongosh
cd .cache/mongosh
rm -f version
printf '{"private":true}\n' >package.json
npm install --no-save --no-audit --no-fund --loglevel=error "mongosh@$version"
printf '%s\n' "$version" >version
