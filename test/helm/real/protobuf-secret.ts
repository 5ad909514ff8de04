/** Field numbers of the messages in k8s.io/api/core/v1 and k8s.io/apimachinery, as far as a Secret of Helm uses them. */
const UNKNOWN_RAW = 2;
const SECRET = { metadata: 1, data: 2, type: 3 };
const METADATA = { name: 1, namespace: 3, labels: 11 };
const ENTRY = { key: 1, value: 2 };
const MAGIC = Buffer.from('k8s\u0000', 'latin1');
const VARINT = 0;
const BYTES = 2;

/** Whether a request's body is Kubernetes' protobuf, which Helm's storage of releases speaks. */
export function isProtobuf(body: Buffer): boolean {
  return body.subarray(0, MAGIC.length).equals(MAGIC);
}

/** A Secret in Kubernetes' protobuf, as the JSON that an API server makes of it. */
export function secretFromProtobuf(body: Buffer): unknown {
  const secret = fields(first(fields(body.subarray(MAGIC.length)), UNKNOWN_RAW));
  const metadata = fields(first(secret, SECRET.metadata));
  const entries = (list: readonly Buffer[] | undefined, encoding: 'utf8' | 'base64'): object =>
    Object.fromEntries(
      (list ?? []).map((entry) => {
        const pair = fields(entry);
        return [first(pair, ENTRY.key).toString('utf8'), first(pair, ENTRY.value).toString(encoding)];
      }),
    );
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: first(metadata, METADATA.name).toString('utf8'),
      namespace: first(metadata, METADATA.namespace).toString('utf8'),
      labels: entries(metadata.get(METADATA.labels), 'utf8'),
    },
    type: first(secret, SECRET.type).toString('utf8'),
    data: entries(secret.get(SECRET.data), 'base64'),
  };
}

function first(message: ReadonlyMap<number, readonly Buffer[]>, field: number): Buffer {
  return message.get(field)?.[0] ?? Buffer.alloc(0);
}

/** The fields of a message that hold bytes, text or messages; numbers are passed over. */
function fields(message: Buffer): Map<number, Buffer[]> {
  const found = new Map<number, Buffer[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = message[at] ?? 0;
      at += 1;
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const wire = tag & 7;
    if (wire === VARINT) varint();
    else if (wire === BYTES) {
      const size = varint();
      const field = tag >>> 3;
      found.set(field, [...(found.get(field) ?? []), message.subarray(at, at + size)]);
      at += size;
    } else throw new Error(`unexpected wire type ${wire} at ${at}`);
  }
  return found;
}
