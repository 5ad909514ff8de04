import { splitPath } from './deviations';
import { isFields, type Manifest } from './manifest';
import { type Position } from './manifest-error';
import { positionOf } from './origin';

/** Where a path, as a difference has it, stands in the text of a manifest: the place of it, or of what is around it. */
export function locatePath(written: Manifest, path: string): Position {
  const steps: (string | number)[] = [];
  let value: unknown = written;
  for (const step of splitPath(path)) {
    const next = stepInto(value, step);
    if (next === undefined) break;
    steps.push(next);
    value = (value as Record<string | number, unknown>)[next];
  }
  return positionOf(written, steps);
}

/** The member or position that a step such as `spec`, `[3]`, `[name=web]` or `[=ReadOnlyMany]` means in a value. */
function stepInto(value: unknown, step: string): string | number | undefined {
  const name = step.startsWith('[') ? step.slice(1, -1) : step;
  if (!Array.isArray(value)) return isFields(value) && Object.hasOwn(value, name) ? name : undefined;
  if (/^\d+$/.test(name)) return Number(name);
  const wanted = name
    .split(',')
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  const index = value.findIndex((item: unknown) =>
    wanted.every(([key, text]) => {
      if (key === '') return textOf(item) === text;
      // A default that is part of the key, such as the protocol of a port, need not be written.
      return isFields(item) && (item[key] === undefined || textOf(item[key]) === text);
    }),
  );
  return index < 0 ? undefined : index;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
