import { appendFileSync, readFileSync } from 'node:fs';
import { lookup } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { RedisConnection } from '../../live/redis/resp';

/**
 * A client of a Redis set, run in a pod: writes one new key after the other through the Sentinels, once with and once
 * without WAIT, and looks five times a second which members take a write. Appends what it saw to HISTORY, one line of
 * JSON each. `client.js lookup` reads keys from standard input and prints those that are not stored.
 */
const {
  CLIENT = 'client',
  HISTORY = '/tmp/history.jsonl',
  MEMBERS = '',
  WAIT = '1',
  PASSWORDS = '',
  SENTINEL_PASSWORD,
  MASTER = 'redis',
} = process.env;
const members = MEMBERS.split(',');
const PORT = 6379;
const SENTINEL_PORT = 26379;
const TIMEOUT_MS = 1000;

function record(entry: object): void {
  appendFileSync(HISTORY, `${JSON.stringify({ client: CLIENT, at: Date.now(), ...entry })}\n`);
}

/** Addresses of Services do not change: each name is asked for once, so that DNS is no part of the measurement. */
const addresses = new Map<string, string>();
async function address(host: string): Promise<string> {
  const known = addresses.get(host) ?? (await lookup(host, { family: 4 })).address;
  addresses.set(host, known);
  return known;
}

async function open(host: string, timeout: number): Promise<RedisConnection> {
  const connection = await RedisConnection.open(host, PORT, undefined, timeout);
  // A rotation changes which of them is taken.
  for (const password of PASSWORDS.split('\n')) {
    if ((await connection.ask(['AUTH', password], timeout)) === 'OK') break;
  }
  return connection;
}

/** The master that the first Sentinel which answers names. */
async function discover(): Promise<string | undefined> {
  for (const member of members) {
    let sentinel: RedisConnection | undefined;
    try {
      sentinel = await RedisConnection.open(await address(member), SENTINEL_PORT, SENTINEL_PASSWORD, 500);
      const reply = await sentinel.ask(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', MASTER], 500);
      if (Array.isArray(reply) && typeof reply[0] === 'string') return reply[0];
    } catch {
      // The next one is asked.
    } finally {
      sentinel?.close();
    }
  }
  return undefined;
}

async function write(wait: number): Promise<never> {
  let connection: RedisConnection | undefined;
  for (let n = 0; ; n++) {
    const key = `${CLIENT}:${wait}:${n}`;
    try {
      if (connection?.alive !== true) {
        const host = await discover();
        if (host === undefined) throw new Error('no Sentinel names a master');
        connection = await open(host, TIMEOUT_MS);
      }
      const begun = Date.now();
      const stored = (await connection.ask(['SET', key, key], TIMEOUT_MS)) === 'OK';
      if (!stored) throw new Error('refused');
      const confirmed = wait === 0 || Number(await connection.ask(['WAIT', wait, 500], TIMEOUT_MS)) >= wait;
      record({ write: key, wait, begun, acknowledged: confirmed });
      await sleep(20);
    } catch {
      // A write without an answer may be stored or not: it is no acknowledged one.
      connection?.close();
      await sleep(100);
    }
  }
}

async function observe(): Promise<never> {
  const connections = new Map<string, RedisConnection>();
  const takesWrite = async (member: string): Promise<boolean> => {
    try {
      let connection = connections.get(member);
      if (connection?.alive !== true) {
        connection = await open(await address(member), 400);
        connections.set(member, connection);
      }
      return (await connection.ask(['SET', `observer:${CLIENT}:${member}`, Date.now()], 400)) === 'OK';
    } catch {
      return false;
    }
  };
  for (;;) {
    const begun = Date.now();
    const taken = await Promise.all(members.map(takesWrite));
    record({ look: members.filter((_, index) => taken[index]), begun });
    await sleep(Math.max(20, 200 - (Date.now() - begun)));
  }
}

async function missing(): Promise<string[]> {
  const keys = readFileSync(0, 'utf8')
    .split('\n')
    .filter((key) => key !== '');
  const host = await discover();
  if (host === undefined) throw new Error('no Sentinel names a master');
  const connection = await open(host, 5000);
  const lost: string[] = [];
  for (let from = 0; from < keys.length; from += 500) {
    const batch = keys.slice(from, from + 500);
    const values = await connection.ask(['MGET', ...batch], 10_000);
    batch.forEach((key, index) => {
      if (!Array.isArray(values) || values[index] !== key) lost.push(key);
    });
  }
  connection.close();
  return lost;
}

if (process.argv[2] === 'lookup') {
  void missing().then((lost) => console.log(JSON.stringify(lost)));
} else {
  // Ends by itself: a load is bounded even when nobody stops it.
  setTimeout(() => process.exit(0), 30 * 60_000);
  process.on('SIGTERM', () => process.exit(0));
  void Promise.all([write(0), write(Number(WAIT)), observe()]);
}
