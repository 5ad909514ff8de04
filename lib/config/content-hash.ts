import { createHash } from 'node:crypto';
import { sortedGoJson } from '../kubernetes/go-json';

/** Hash of a manifest's content, 16 hexadecimal digits, independent of the order of keys. */
export function contentHash(content: object): string {
  return sha256(sortedGoJson(content)).slice(0, 16);
}

/**
 * The suffix that `kubectl create configmap|secret --append-hash` and kustomize give to a name.
 *
 * Source: k8s.io/kubectl/pkg/util/hash/hash.go: ten digits of the hash, without vowels and look-alikes.
 */
export function nameSuffix(content: object): string {
  const letters: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };
  return sha256(sortedGoJson(content))
    .slice(0, 10)
    .replace(/[013ae]/g, (digit) => letters[digit] ?? digit);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
