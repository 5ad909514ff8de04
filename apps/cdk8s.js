/**
 * The `cdk8s` command, the shortest way from cold: `node apps/cdk8s.js synth`.
 *
 * It loads what all its subcommands need before it looks at which one is meant, and most of that is for the others:
 * `cdk8s init` alone takes the TypeScript compiler. Here it gets these packages once it reads something from them.
 */
const Module = require('node:module');
const path = require('node:path');

/** What no synthesis reads. The command reads all of them by the names of their exports, which are ES modules compiled. */
const DEFERRED = new Set([
  'ajv',
  'cdk8s', // the check for upgrades, and `cdk8s import`
  'codemaker',
  'json2jsii',
  'jsii-pacmak',
  'jsii-pacmak/lib/targets/version-utils',
  'jsii-srcmak',
  'table', // reports of validation plugins
]);

// From Node 22 on, V8's own cache of compiled code.
Module.enableCompileCache?.(path.resolve(__dirname, '..', '.cache', 'v8'));

const manifest = require.resolve('cdk8s-cli/package.json');
const command = path.dirname(manifest) + path.sep;
const load = Module.prototype.require;

Module.prototype.require = function (id) {
  const isDeferred = DEFERRED.has(id) && this.filename?.startsWith(command);
  return isDeferred ? onceRead(() => load.call(this, id)) : load.call(this, id);
};

/** Stands for a module, and loads it when one of its exports is read. */
function onceRead(load) {
  let exports;
  return new Proxy({}, { get: (_, name) => name === '__esModule' || (exports ??= load())[name] });
}

process.argv[1] = path.join(command, require(manifest).bin.cdk8s);
Module.runMain();
