import { isFields, type Json, type Manifest } from '../../../lib/testing/equivalence/manifest';

/** Values that are often out of a field's range, or of another type. */
const VALUES: readonly Json[] = [
  '',
  'x',
  'A_b.c',
  '-',
  'a'.repeat(300),
  0,
  -1,
  1,
  70_000,
  2 ** 31,
  true,
  false,
  '50%',
  '1Gi',
  [],
  {},
];

/** Copies of a manifest with one place changed at random: removed, given another value, or given a member too many. */
export function edits(manifest: Manifest, count: number, random: () => number): Manifest[] {
  const places = [...placesOf(manifest as unknown as Json, [])].filter(([first, second]) => {
    return (
      first !== 'kind' &&
      first !== 'apiVersion' &&
      first !== 'status' &&
      !(first === 'metadata' && second === 'namespace')
    );
  });
  const choose = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  return Array.from({ length: count }, () => {
    const copy = structuredClone(manifest);
    const path = choose(places);
    const parent = path
      .slice(0, -1)
      .reduce<Json>((value, step) => (value as Record<string, Json>)[step]!, copy as unknown as Json) as Record<
      string,
      Json
    >;
    const last = path.at(-1)!;
    const action = random();
    if (action < 0.25) {
      if (Array.isArray(parent)) parent.splice(Number(last), 1);
      else delete parent[last];
    } else if (action < 0.35 && Array.isArray(parent)) parent.push(structuredClone(parent[Number(last)]));
    else if (action < 0.4 && isFields(parent[last])) (parent[last] as Record<string, Json>).notAField = 'x';
    else parent[last] = structuredClone(choose(VALUES));
    return copy;
  });
}

function* placesOf(value: Json, path: string[]): Generator<string[]> {
  if (path.length > 0) yield path;
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* placesOf(item, [...path, String(index)]);
  else if (isFields(value))
    for (const [name, member] of Object.entries(value)) yield* placesOf(member as Json, [...path, name]);
}

/** A generator of numbers from 0 to 1 that gives the same ones for a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
