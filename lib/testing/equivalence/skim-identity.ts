import { resolvePlainScalar } from './yaml-scalar';

/** What names an object, as far as its text shows it at a glance. */
export interface SkimmedIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/**
 * The identity of the object in a document of block YAML, found without reading the document; `undefined` where that
 * takes more than a look. It is a guess: whoever reads the document later compares it with what is there.
 */
export function skimIdentity(text: string, start: number, end: number): SkimmedIdentity | undefined {
  const apiVersion = scalarAfter(text, topLevel(text, 'apiVersion:', start, end));
  const kind = scalarAfter(text, topLevel(text, 'kind:', start, end));
  if (apiVersion === undefined || kind === undefined || kind.endsWith('List')) return undefined;
  const metadata = topLevel(text, 'metadata:', start, end);
  if (metadata === undefined || text.charAt(metadata) !== '\n') return undefined;

  let name: string | undefined;
  let namespace: string | undefined;
  let indent = -1;
  for (let line = metadata + 1; line < end;) {
    let at = line;
    while (text.charAt(at) === ' ') at++;
    const column = at - line;
    const next = text.indexOf('\n', at);
    if (indent < 0) indent = column;
    if (column === 0 || column < indent) break;
    if (column === indent) {
      if (text.startsWith('name:', at)) {
        name = scalarAfter(text, at + 'name:'.length);
        if (name === undefined) return undefined;
      } else if (text.startsWith('namespace:', at)) {
        namespace = scalarAfter(text, at + 'namespace:'.length);
        if (namespace === undefined) return undefined;
      }
    }
    if (next < 0) break;
    line = next + 1;
  }
  return name === undefined ? undefined : { apiVersion, kind, name, namespace };
}

/** Where the value of a member of the document begins. */
function topLevel(text: string, key: string, start: number, end: number): number | undefined {
  if (text.startsWith(key, start)) return start + key.length;
  const found = text.indexOf(`\n${key}`, start);
  return found < 0 || found >= end ? undefined : found + 1 + key.length;
}

/** A word in quotes or without, with nothing else on its line. */
const WORD = / +(["']?)([A-Za-z][A-Za-z0-9./_-]*)\1 *(?:\n|$)/y;

function scalarAfter(text: string, at: number | undefined): string | undefined {
  if (at === undefined) return undefined;
  WORD.lastIndex = at;
  const match = WORD.exec(text);
  const word = match?.[2];
  if (word === undefined) return undefined;
  return match?.[1] !== '' || typeof resolvePlainScalar(word) === 'string' ? word : undefined;
}
