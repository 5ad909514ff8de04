// Writes the npm package with the API server's code of one Kubernetes version.
//   npm run kubernetes:package -- 1.34 [FOLDER]
// The package comes into FOLDER (default: .cache/kubernetes), in a folder of its own name.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { kubernetesVersion } from '../lib/verdict/kubernetes-version';
import { VERDICT_FILE, verdictPackage } from '../lib/verdict/verdict-package';
import { preinitialize } from './preinitialize';

const MEBIBYTE = 1024 * 1024;

const [text = '', folder = join(__dirname, '../.cache/kubernetes')] = process.argv.slice(2);
const minor = kubernetesVersion(text);
const built = execFileSync(join(__dirname, 'build.sh'), [minor, 'wasm'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
const wasm = built.trim().split('\n').at(-1)!;
const version = /\/verdict\/([0-9.]+)\//.exec(wasm)![1]!;

// The best compression takes minutes; a lower quality serves for tests.
const quality = Number(process.env.BROTLI_QUALITY ?? constants.BROTLI_MAX_QUALITY);
const compressed = join(dirname(wasm), `verdict.${quality}.wasm.br`);
if (!existsSync(compressed)) {
  const module = preinitialize(readFileSync(wasm));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: module.length,
  };
  writeFileSync(`${compressed}.new`, brotliCompressSync(module, { params }));
  renameSync(`${compressed}.new`, compressed);
}

const name = verdictPackage(minor);
const target = join(folder, name);
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const content = readFileSync(compressed);
writeFileSync(join(target, VERDICT_FILE), content);
copyFileSync(join(__dirname, '../LICENSE'), join(target, 'LICENSE'));
writeFileSync(
  join(target, 'README.md'),
  `# ${name}

The decoding, defaulting and validation of the Kubernetes ${version} API server, compiled to WebAssembly. cdk8s-patterns
uses it to tell without a cluster whether the server would accept a manifest:

    npx cdk8s-patterns check FILE --kubernetes ${minor}

It holds code of Kubernetes and of the modules that it uses, under the Apache License 2.0 and theirs.
`,
);
const description = {
  name,
  version,
  description: `The API server's own validation of Kubernetes ${minor}, as WebAssembly, for cdk8s-patterns`,
  license: 'Apache-2.0',
  files: [VERDICT_FILE, 'README.md', 'LICENSE'],
};
writeFileSync(join(target, 'package.json'), `${JSON.stringify(description, undefined, 2)}\n`);
console.log(`${target}: ${(content.length / MEBIBYTE).toFixed(1)} MiB`);
