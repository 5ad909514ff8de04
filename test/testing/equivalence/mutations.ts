import { isFields, type Json, type Manifest } from '../../../lib/testing/equivalence/manifest';

export interface Mutation {
  readonly manifest: Manifest;
  readonly description: string;
}

/** Fields whose value a server sets or takes for absence: a change there is rightly not seen. */
const SERVER_SET =
  /^(status|(spec\.template\.)?metadata\.(creationTimestamp|generation|selfLink|uid|resourceVersion|annotations\.deployment\.kubernetes\.io\/revision))/;

/**
 * Every manifest that differs from the one given in a single field: a leaf of another value, a member nobody knows,
 * a list that lost an item.
 */
export function* mutations(manifest: Manifest): Generator<Mutation> {
  for (const { path, value } of places(manifest as unknown as Json, [])) {
    const where = path.join('.');
    if (SERVER_SET.test(where)) continue;
    for (const [what, changed] of changes(value)) {
      yield {
        manifest: replace(manifest as unknown as Json, path, changed) as unknown as Manifest,
        description: `${manifest.kind} ${where}: ${what}`,
      };
    }
  }
}

function* changes(value: Json): Generator<[string, Json]> {
  if (typeof value === 'string') yield ['other text', `x${value}`];
  else if (typeof value === 'number') yield ['other number', value + 1];
  else if (typeof value === 'boolean') yield ['other way', !value];
  else if (Array.isArray(value) && value.length > 0) yield ['an item less', value.slice(1)];
  else if (isFields(value)) yield ['a member more', { ...value, notAField: 'x' }];
}

function* places(value: Json, path: (string | number)[]): Generator<{ path: (string | number)[]; value: Json }> {
  yield { path, value };
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* places(item, [...path, index]);
  else if (isFields(value)) {
    for (const [name, member] of Object.entries(value)) yield* places(member as Json, [...path, name]);
  }
}

function replace(value: Json, [step, ...rest]: (string | number)[], changed: Json): Json {
  if (step === undefined) return changed;
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? replace(item, rest, changed) : item));
  if (!isFields(value)) return value;
  return { ...value, [step]: replace(value[step] as Json, rest, changed) };
}
