import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { type Doc } from './documents';

/** What the double uses of the bson package that comes with mongosh. */
interface Bson {
  serialize(doc: Doc): Uint8Array;
  deserialize(data: Uint8Array): Doc;
}

export const MONGOSH_HOME = resolve(__dirname, '../../../../../.cache/mongosh');
const bson = createRequire(resolve(MONGOSH_HOME, 'package.json'))('bson') as Bson;

const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

export interface Request {
  readonly id: number;
  readonly opCode: number;
  readonly command: Doc;
  /** The sender wants no answer. */
  readonly silent: boolean;
}

function parseQuery(body: Buffer): Doc {
  const nameEnd = body.indexOf(0, 4);
  const start = nameEnd + 1 + 8;
  return bson.deserialize(body.subarray(start, start + body.readInt32LE(start)));
}

function parseMessage(body: Buffer, flags: number): Doc {
  const end = body.length - ((flags & CHECKSUM_PRESENT) !== 0 ? 4 : 0);
  let at = 4;
  while (at < end) {
    const kind = body[at];
    const size = body.readInt32LE(at + 1);
    if (kind === 0) return bson.deserialize(body.subarray(at + 1, at + 1 + size));
    at += 1 + size;
  }
  throw new Error('OP_MSG without a body section');
}

/** Takes whole messages off the front of what has arrived. */
export function takeRequests(buffer: Buffer): { requests: Request[]; rest: Buffer } {
  const requests: Request[] = [];
  let rest = buffer;
  while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
    const length = rest.readInt32LE(0);
    const opCode = rest.readInt32LE(12);
    const body = rest.subarray(HEADER, length);
    if (opCode !== OP_MSG && opCode !== OP_QUERY) throw new Error(`unexpected opcode ${opCode}`);
    const flags = body.readUInt32LE(0);
    requests.push({
      id: rest.readInt32LE(4),
      opCode,
      command: opCode === OP_MSG ? parseMessage(body, flags) : parseQuery(body),
      silent: opCode === OP_MSG && (flags & MORE_TO_COME) !== 0,
    });
    rest = rest.subarray(length);
  }
  return { requests, rest };
}

export function encodeReply(request: Request, reply: Doc): Buffer {
  const doc = Buffer.from(bson.serialize(reply));
  const prefix = request.opCode === OP_MSG ? Buffer.alloc(5) : Buffer.alloc(20);
  if (request.opCode === OP_QUERY) prefix.writeInt32LE(1, 16);
  const header = Buffer.alloc(HEADER);
  header.writeInt32LE(HEADER + prefix.length + doc.length, 0);
  header.writeInt32LE(request.id, 8);
  header.writeInt32LE(request.opCode === OP_MSG ? OP_MSG : OP_REPLY, 12);
  return Buffer.concat([header, prefix, doc]);
}
