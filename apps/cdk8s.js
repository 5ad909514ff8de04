/**
 * The `cdk8s` command, the shortest way from cold: `node apps/cdk8s.js synth`.
 *
 * It loads what all its subcommands need before it looks at which one is meant, and most of that is for the others:
 * `cdk8s init` alone takes the TypeScript compiler. Here it gets these packages once it reads something from them.
 */
const path = require('node:path');
const { onceRead } = require('./cold/once-read');
const { Program } = require('./cold/program');

/** What no synthesis reads. All are compiled ES modules. */
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

const manifest = require.resolve('cdk8s-cli/package.json');
const command = path.dirname(manifest) + path.sep;

class Command extends Program {
  require(id, module, requests) {
    const load = () => super.require(id, module, requests);
    return DEFERRED.has(id) && module.filename.startsWith(command) ? onceRead(load) : load();
  }
}

process.argv[1] = path.join(command, require(manifest).bin.cdk8s);
new Command(process.argv[1], path.resolve(__dirname, '..')).run();
