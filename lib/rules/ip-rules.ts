import { isIPv4, isIPv6 } from 'node:net';
import { type Check, formatValue } from './field';

/** The family of an IP address, 4 or 6; 0 for any other text. As `isIP` of Node, but for a tree without IPv6 at once. */
export function ipVersion(text: string): 0 | 4 | 6 {
  // Node's pattern of IPv6 takes milliseconds to compile, once for each process.
  if (text.includes(':')) return isIPv6(text) ? 6 : 0;
  return isIPv4(text) ? 4 : 0;
}

/** IP address of either family. */
export const ipAddress: Check = (value) =>
  typeof value === 'string' && ipVersion(value) !== 0 ? undefined : `must be an IP address, got ${formatValue(value)}`;

/** Address outside of the ranges that mean the node or nothing. Source: ValidateNonSpecialIP. */
export const routableAddress: Check = (value) => {
  const problem = ipAddress(value);
  if (problem !== undefined) return problem;
  const bytes = bytesOf(String(value));
  const four = bytes.length === 4 ? bytes : mapped(bytes);
  const special =
    four !== undefined
      ? four.every((byte) => byte === 0) ||
        four[0] === 127 ||
        (four[0] === 169 && four[1] === 254) ||
        (four[0] === 224 && four[1] === 0 && four[2] === 0)
      : (bytes.slice(0, 15).every((byte) => byte === 0) && (bytes[15] ?? 0) <= 1) ||
        (bytes[0] === 0xfe && ((bytes[1] ?? 0) & 0xc0) === 0x80) ||
        (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0x0f) === 0x02);
  return special
    ? `must be an address that is neither unspecified, loopback nor link-local, got ${formatValue(value)}`
    : undefined;
};

/** Block of addresses: `10.0.0.0/8`. */
export const cidr: Check = (value) =>
  parseCidr(value) === undefined ? `must be a CIDR block such as "10.0.0.0/8", got ${formatValue(value)}` : undefined;

/** Whether one block lies within another and is smaller. */
export function isStrictlyWithin(inner: unknown, outer: unknown): boolean {
  const [a, b] = [parseCidr(inner), parseCidr(outer)];
  if (a === undefined || b === undefined || a.bytes.length !== b.bytes.length || a.bits <= b.bits) return false;
  const bit = (bytes: readonly number[], index: number): number => ((bytes[index >> 3] ?? 0) >> (7 - (index & 7))) & 1;
  for (let index = 0; index < b.bits; index++) if (bit(a.bytes, index) !== bit(b.bytes, index)) return false;
  return true;
}

function parseCidr(value: unknown): { bytes: readonly number[]; bits: number } | undefined {
  const [address, bits, ...rest] = typeof value === 'string' ? value.split('/') : [];
  if (
    address === undefined ||
    bits === undefined ||
    rest.length > 0 ||
    ipVersion(address) === 0 ||
    !/^\d{1,3}$/.test(bits)
  )
    return undefined;
  const bytes = bytesOf(address);
  return Number(bits) <= bytes.length * 8 ? { bytes, bits: Number(bits) } : undefined;
}

function bytesOf(address: string): number[] {
  if (ipVersion(address) === 4) return address.split('.').map(Number);
  // An IPv6 address may end in dotted decimal.
  const plain = address
    .replace(/%.*$/, '')
    .replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, a, b, c, d) =>
      [(Number(a) << 8) | Number(b), (Number(c) << 8) | Number(d)].map((word) => word.toString(16)).join(':'),
    );
  const [head = '', tail] = plain.split('::');
  const words = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((word) => Number.parseInt(word, 16));
  const [front, back] = [words(head), tail === undefined ? [] : words(tail)];
  const all = [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back];
  return all.flatMap((word) => [word >> 8, word & 0xff]);
}

/** The IPv4 address inside an IPv6 one, `::ffff:1.2.3.4`. */
function mapped(bytes: number[]): number[] | undefined {
  return bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff
    ? bytes.slice(12)
    : undefined;
}
