// Answers 200 to every request on the ports of WEB_PORTS, and ends when told to.
const http = require('node:http');

// kuard's work queue of keys, whose manifests ask it to end when it is done.
if (process.argv.includes('--keygen-exit-on-complete')) {
  const code = process.argv.find((argument) => argument.startsWith('--keygen-exit-code='));
  process.exit(Number(code?.split('=')[1] ?? 0));
}

for (const port of (process.env.WEB_PORTS ?? '8080').split(',')) {
  http.createServer((request, response) => response.end(`${request.method} ${request.url}\n`)).listen(Number(port));
}
process.on('SIGTERM', () => process.exit(0));
