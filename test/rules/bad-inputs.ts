import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { manifestProblems } from '../../lib/rules/manifest-problems';

/** Stands for taking a field away. */
export const ABSENT = Symbol('absent');
/** Stands for putting an element of a list in a second time. */
export const TWICE = Symbol('twice');

/** Path of a field, the bad value for it, and the problems that the rules must find. */
export type BadInput = readonly [path: string, value: unknown, problems: readonly string[]];

const SOUND = [...parseAllDocuments(readFileSync(join(__dirname, 'sound.yaml'), 'utf8'), { version: '1.1' })];

/** A fresh copy of every sound manifest. */
export function soundManifests(): readonly { readonly kind: string }[] {
  return SOUND.map((document) => document.toJS() as { readonly kind: string });
}

/** A sound manifest of a kind with one field changed. */
export function changed(kind: string, path: string, value: unknown): unknown {
  const manifest = soundManifests().find((candidate) => candidate.kind === kind);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], manifest) as Record<
    string,
    unknown
  >;
  if (value === ABSENT) delete parent[last];
  else if (value === TWICE) (parent as unknown as unknown[]).push(structuredClone(parent[last]));
  else parent[last] = value;
  return manifest;
}

/** A test for each bad input of a kind. */
export function testBadInputs(kind: string, inputs: readonly BadInput[]): void {
  describe(kind, () => {
    test.each(inputs.map(([path, value, problems]) => ({ path, value, problems, shown: shownValue(value) })))(
      '$path: $shown',
      ({ path, value, problems }) => {
        expect(manifestProblems(changed(kind, path, value))).toEqual(problems);
      },
    );
  });
}

function shownValue(value: unknown): string {
  return typeof value === 'symbol' ? String(value.description) : JSON.stringify(value).slice(0, 60);
}
