// registry.js STORE ADDRESS PORT: answers pulls of the images in STORE, so that `imagePullPolicy: Always` works.
// The blobs are those of containerd's content store; STORE/index.json maps each reference to its manifest.
const { createReadStream, existsSync, readFileSync, statSync } = require('node:fs');
const http = require('node:http');
const { join } = require('node:path');

const [store, address, port] = process.argv.slice(2);
const { manifests } = JSON.parse(readFileSync(join(store, 'index.json'), 'utf8'));
const blobs = join(store, 'io.containerd.content.v1.content', 'blobs', 'sha256');

/** The digest that a tag of a repository stands for; `registry` is the host that the client wanted to ask. */
function digestOf(registry, repository, tag) {
  const name = `${registry}/${repository}:${tag}`;
  return manifests.find(({ annotations }) => annotations['io.containerd.image.name'] === name)?.digest;
}

http
  .createServer((request, response) => {
    const url = new URL(request.url, 'http://registry');
    const [, repository, kind, reference] = /^\/v2\/(.+)\/(manifests|blobs)\/([^/]+)$/.exec(url.pathname) ?? [];
    if (url.pathname === '/v2/') return response.end('{}');
    const digest = /^sha256:[0-9a-f]{64}$/.test(reference ?? '')
      ? reference
      : digestOf(url.searchParams.get('ns') ?? 'docker.io', repository, reference);
    const file = digest === undefined ? '' : join(blobs, digest.slice('sha256:'.length));
    if (!existsSync(file)) {
      response.writeHead(404, { 'Content-Type': 'application/json' });
      return response.end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
    }
    response.writeHead(200, {
      'Content-Type': kind === 'manifests' ? 'application/vnd.oci.image.manifest.v1+json' : 'application/octet-stream',
      'Content-Length': statSync(file).size,
      'Docker-Content-Digest': digest,
    });
    if (request.method === 'HEAD') return response.end();
    createReadStream(file).pipe(response);
  })
  .listen(Number(port), address);
