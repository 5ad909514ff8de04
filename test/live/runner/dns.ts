import * as dgram from 'node:dgram';
import { DNS_IP } from './network';

const TYPE_A = 1;
const TYPE_CNAME = 5;
const TYPE_PTR = 12;
const NOERROR = 0;
const NXDOMAIN = 3;

/** Addresses of a name, an alias of another, names of an address, or undefined where the name does not exist. */
export type Answer =
  | { readonly addresses: readonly string[] }
  | { readonly alias: string }
  | { readonly names: readonly string[] }
  | undefined;

/**
 * The cluster's DNS: UDP, A and PTR records, as CoreDNS answers for `cluster.local`. An answer, a negative one too, is kept
 * for `cacheSeconds`, so that a pod can meet the stale address of a peer that has just restarted.
 */
export class DnsServer {
  /** `dead`: queries are swallowed, so that every lookup runs into its timeout. */
  dead = false;
  /** Pods whose queries are swallowed: those isolated from the rest of the cluster. */
  readonly isolated = new Set<string>();
  queries = 0;
  private readonly cache = new Map<string, { readonly until: number; readonly answer: Answer }>();
  private socket: dgram.Socket | undefined;

  constructor(
    private readonly lookup: (name: string) => Answer,
    private readonly cacheSeconds: number,
  ) {}

  start(): Promise<void> {
    const socket = dgram.createSocket('udp4');
    this.socket = socket;
    socket.on('message', (query, peer) => {
      this.queries++;
      if (this.dead || this.isolated.has(peer.address)) return;
      const reply = this.reply(query);
      if (reply !== undefined) socket.send(reply, peer.port, peer.address, () => undefined);
    });
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(53, DNS_IP, () => resolve());
    });
  }

  stop(): void {
    this.socket?.close();
    this.socket = undefined;
  }

  private cached(name: string): Answer {
    const now = Date.now();
    const hit = this.cache.get(name);
    if (hit !== undefined && hit.until > now) return hit.answer;
    const answer = this.lookup(name);
    this.cache.set(name, { until: now + this.cacheSeconds * 1000, answer });
    return answer;
  }

  private reply(query: Buffer): Buffer | undefined {
    const question = readQuestion(query);
    if (question === undefined) return undefined;
    const answer = this.cached(question.name);
    const records: Buffer[] = [];
    if (answer !== undefined && 'alias' in answer) {
      records.push(record(TYPE_CNAME, encodeName(answer.alias), this.cacheSeconds));
      const target = this.cached(answer.alias);
      if (question.type === TYPE_A && target !== undefined && 'addresses' in target) {
        records.push(...target.addresses.map((ip) => record(TYPE_A, encodeIp(ip), this.cacheSeconds)));
      }
    } else if (answer !== undefined && 'names' in answer) {
      if (question.type === TYPE_PTR) {
        records.push(...answer.names.map((name) => record(TYPE_PTR, encodeName(name), this.cacheSeconds)));
      }
    } else if (answer !== undefined && question.type === TYPE_A) {
      records.push(...answer.addresses.map((ip) => record(TYPE_A, encodeIp(ip), this.cacheSeconds)));
    }
    const header = Buffer.alloc(12);
    query.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8580 | (answer === undefined ? NXDOMAIN : NOERROR), 2); // response, authoritative, recursion
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    return Buffer.concat([header, query.subarray(12, question.end), ...records]);
  }
}

function readQuestion(query: Buffer): { name: string; type: number; end: number } | undefined {
  if (query.length < 17 || query.readUInt16BE(4) !== 1) return undefined;
  const labels: string[] = [];
  let at = 12;
  for (;;) {
    const length = query[at];
    if (length === undefined || length > 63) return undefined;
    if (length === 0) break;
    labels.push(query.toString('latin1', at + 1, at + 1 + length).toLowerCase());
    at += 1 + length;
  }
  if (at + 5 > query.length) return undefined;
  return { name: labels.join('.'), type: query.readUInt16BE(at + 1), end: at + 5 };
}

function record(type: number, data: Buffer, ttl: number): Buffer {
  const fixed = Buffer.alloc(12);
  fixed.writeUInt16BE(0xc00c, 0); // the name asked for
  fixed.writeUInt16BE(type, 2);
  fixed.writeUInt16BE(1, 4);
  fixed.writeUInt32BE(ttl, 6);
  fixed.writeUInt16BE(data.length, 10);
  return Buffer.concat([fixed, data]);
}

function encodeIp(ip: string): Buffer {
  return Buffer.from(ip.split('.').map(Number));
}

function encodeName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  return Buffer.concat([
    ...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);
}
