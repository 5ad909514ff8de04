// Answers 200 to every request on the ports of WEB_PORTS, and ends when told to.
const http = require('node:http');

for (const port of (process.env.WEB_PORTS ?? '8080').split(',')) {
  http.createServer((request, response) => response.end(`${request.method} ${request.url}\n`)).listen(Number(port));
}
process.on('SIGTERM', () => process.exit(0));
