import { type Manifest } from '../testing/equivalence/manifest';

/**
 * The steps of a field that the API server names, as far as the manifest has it: `spec.ports[0].port`,
 * `metadata.annotations[example.com/a]`. A key of a map may be written after a dot and hold dots itself.
 */
export function fieldSteps(manifest: Manifest, field: string): (string | number)[] {
  const steps: (string | number)[] = [];
  let value: unknown = manifest;
  let rest = field;
  while (rest !== '' && typeof value === 'object' && value !== null) {
    const bracket = /^\.?\[([^\]]*)\]/.exec(rest);
    if (bracket !== null) {
      const [text, key = ''] = bracket;
      const step: string | number = Array.isArray(value) ? Number(key) : key;
      steps.push(step);
      value = (value as Record<string | number, unknown>)[step];
      rest = rest.slice(text.length);
      continue;
    }
    const names = rest.replace(/^\./, '');
    const members = value as Record<string, unknown>;
    // The longest member that the text begins with: labels have dots in their names.
    const name = Object.keys(members)
      .filter((each) => names === each || names.startsWith(`${each}.`) || names.startsWith(`${each}[`))
      .sort((a, b) => b.length - a.length)[0];
    if (name === undefined) return steps;
    steps.push(name);
    value = members[name];
    rest = names.slice(name.length);
  }
  return steps;
}
