/**
 * Runs a TypeScript program the shortest way from cold: `node apps/run.js [program, default apps/main.ts] [arguments]`.
 *
 * ts-node in transpile-only mode with a cache before it: it is only loaded for a file that changed since the last run.
 * Results are kept in .cache/transpiled, by path and content.
 */
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '..');
const CACHE = path.join(ROOT, '.cache', 'transpiled');

/** How TypeScript becomes JavaScript; part of the key, so that a change of it empties the cache. */
const OPTIONS = fs.readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8');

// From Node 22 on, V8's own cache of compiled code.
Module.enableCompileCache?.(path.join(ROOT, '.cache', 'v8'));

function transpiled(file) {
  const source = fs.readFileSync(file, 'utf8');
  const key = createHash('sha1').update(OPTIONS).update(source).digest('hex').slice(0, 16);
  const kept = path.join(CACHE, `${path.relative(ROOT, file).replace(/[\\/]/g, '+')}.${key}.js`);
  try {
    return fs.readFileSync(kept, 'utf8');
  } catch {
    return transpile(file, source, kept);
  }
}

let service;

/** ts-node, as tsconfig.json sets it up: transpile-only, by swc. */
function compiler() {
  service ??= require('ts-node').create({ cwd: ROOT, transpileOnly: true });
  return service;
}

function transpile(file, source, kept) {
  const code = compiler().compile(source, file);
  const draft = `${kept}.${process.pid}`;
  fs.mkdirSync(CACHE, { recursive: true });
  const stale = `${path.basename(kept).slice(0, -19)}`;
  for (const name of fs.readdirSync(CACHE)) {
    if (name.startsWith(stale) && name.length === path.basename(kept).length) {
      fs.rmSync(path.join(CACHE, name), { force: true });
    }
  }
  fs.writeFileSync(draft, code);
  fs.renameSync(draft, kept);
  return code;
}

require.extensions['.ts'] = (module, file) => module._compile(transpiled(file), file);

const program = process.argv[2]?.endsWith('.ts') ? process.argv.splice(2, 1)[0] : path.join(__dirname, 'main.ts');
process.argv[1] = path.resolve(program);
require(process.argv[1]);
