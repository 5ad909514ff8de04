# Sourced by fresh-app.sh, in the app that has everything installed: module systems, test runners, package managers,
# versions of cdk8s-plus and of Node.
matrix="$here/matrix"
template="$repo/node_modules/cdk8s-cli/templates/typescript-app"
tsc="$app/node_modules/.bin/tsc"
ok() { "$@" | grep -x 'every entry point works'; }

# --- CommonJS and moduleResolution node10: the tsconfig.json and the jest.config.js of `cdk8s init typescript-app`
mkdir "$app/init"
cd "$app/init"
cp "$template/tsconfig.json" "$template/jest.config.js" "$matrix"/*.ts .
check 'cdk8s init: compiles' "$tsc"
check 'cdk8s init: the compiled app works' ok node values.js
rm ./*.js
cp "$template/jest.config.js" .
check 'cdk8s init: works in ts-node' ok node -r ts-node/register values.ts
check 'cdk8s init: works in ts-jest' "$app/node_modules/.bin/jest"
echo 'module.exports = { transform: { "^.+\\.ts$": "@swc/jest" } };' >swc.config.js
check 'cdk8s init: works in @swc/jest' "$app/node_modules/.bin/jest" --config swc.config.js

# --- ES modules: nodenext
mkdir "$app/esm"
cd "$app/esm"
echo '{ "type": "module", "private": true }' >package.json
cp "$matrix/values.ts" .
options='--strict --skipLibCheck false --target es2022 --types node'
check 'nodenext: compiles as an ES module' "$tsc" $options --module nodenext --moduleResolution nodenext --outDir out values.ts
check 'nodenext: the ES module works' ok node out/values.js
check 'bundler: compiles' "$tsc" $options --module esnext --moduleResolution bundler --noEmit values.ts

# --- cdk8s-plus of each version beside 27
cd "$app"
for version in 27 33 34; do
  sed "s/cdk8s-plus-27/cdk8s-plus-$version/" "$here/plus/interop.ts" >"interop-$version.ts"
  check "cdk8s-plus-$version: values go in, constructs come out" "$tsc" $options --module node16 \
    --moduleResolution node16 --outDir interop "interop-$version.ts"
  check "cdk8s-plus-$version: gives the expected manifests" node "interop/interop-$version.js"
done

# --- other versions of Node, as npm packages have them for this system
if [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ]; then
  for version in 20 24; do
    node="$app/node_modules/node$version/bin/node"
    check "Node $version: is Node $version" bash -c "'$node' --version | grep '^v$version\.'"
    check "Node $version: the ES module works" ok "$node" esm/out/values.js
    check "Node $version: gives the expected manifests" "$node" interop/interop-27.js
    check "Node $version: the command line works" "$node" node_modules/cdk8s-patterns/build/bin/cdk8s-patterns.js \
      equivalent legacy.yaml legacy.yaml
    check "Node $version: ts-node works" ok "$node" -r ts-node/register init/values.ts
  done
fi

# --- pnpm: what a package does not name is not there
mkdir "$work/pnpm"
cd "$work/pnpm"
echo '{ "name": "pnpm-app", "private": true }' >package.json
cp "$matrix/values.ts" .
check 'pnpm: the tarball installs with its peers' npx --yes pnpm@10 add --store-dir "$work/pnpm-store" "$tarball" cdk8s \
  cdk8s-plus-27 constructs "typescript@$(version typescript)" "@types/node@$(version @types/node)"
check 'pnpm: compiles' npx tsc $options --module node16 --moduleResolution node16 --outDir out values.ts
check 'pnpm: the compiled app works' ok node out/values.js
cd "$app"
