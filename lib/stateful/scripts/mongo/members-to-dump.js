'use strict';
/* global askWith, load, print */
/**
 * Prints the members that a backup may be taken from, the best first, one a line: `sh mongosh.sh members-to-dump.js`.
 * hello needs no credentials. Exit status 1 when there is none.
 */
const path = require('path');
const { dumpOrder } = require(path.join(__dirname, 'dump-order.js'));
load(path.join(__dirname, 'wire.js'));

async function choose() {
  const hosts = (process.env.MONGO_DUMP_HOSTS ?? '').split(' ').filter((host) => host !== '');
  if (hosts.length === 0)
    throw new Error('MONGO_DUMP_HOSTS is wrong: need host:port of the members, divided by spaces');
  const ask = askWith({ uriOptions: process.env.MONGO_URI_OPTIONS ?? '' });
  const hellos = {};
  for (const host of hosts) hellos[host] = await ask(host, { hello: 1 }, false);
  const order = dumpOrder(hellos);
  if (order.length === 0) throw new Error(`none of ${hosts.join(', ')} is primary or secondary`);
  for (const host of order) print(host);
}

choose().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
