import { createHash } from 'node:crypto';

/** Hash of a manifest's content, 16 hexadecimal digits, unmoved by the order of keys. */
export function contentHash(content: object): string {
  return sha256(goJson(sorted(content))).slice(0, 16);
}

/**
 * The suffix that `kubectl create configmap|secret --append-hash` and kustomize give to a name.
 *
 * Source: k8s.io/kubectl/pkg/util/hash/hash.go: ten digits of the hash, without vowels and look-alikes.
 */
export function nameSuffix(content: object): string {
  const letters: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };
  return sha256(goJson(sorted(content)))
    .slice(0, 10)
    .replace(/[013ae]/g, (digit) => letters[digit] ?? digit);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** JSON as Go writes it, which escapes what is special in HTML and JavaScript. */
export function goJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  // Byte order, which differs from the order of UTF-16 units beyond the basic plane.
  entries.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}
