import { typeOf } from '../../lib/kubernetes/schema/kinds';
import { type FieldType, type TypeDefinition } from '../../lib/kubernetes/schema/notation';
import { isFields, type Json, type Manifest } from '../../lib/testing/equivalence/manifest';

/** The values that are kept of one field. */
const MOST = 40;

/** Values that fields had in manifests which a server accepted, and values that it named in its messages. */
export class ValuePool {
  private readonly ofField = new Map<string, Json[]>();
  private readonly ofName = new Map<string, string[]>();

  /** Keeps the values of every field of an accepted manifest. */
  public learn(manifest: Manifest): void {
    const type = typeOf(manifest.apiVersion, manifest.kind);
    if (type !== undefined) this.struct(manifest as unknown as Json, type);
  }

  /** Keeps the values that a refusal names: `spec.type: Unsupported value: "x": supported values: "A", "B"`. */
  public learnFrom(field: string | undefined, message: string): void {
    const name = lastName(field ?? '');
    const listed = /supported values: (.*)$/.exec(message)?.[1];
    if (name === '' || listed === undefined) return;
    const words = [...listed.matchAll(/"([^"]*)"/g)].map(([, word]) => word ?? '');
    const known = this.ofName.get(name) ?? [];
    this.ofName.set(name, [...new Set([...known, ...words])].slice(0, MOST));
  }

  /** Values of a field of a type that were seen. */
  public valuesOf(type: TypeDefinition, field: string): readonly Json[] {
    return [...(this.ofField.get(`${type.name}.${field}`) ?? []), ...(this.ofName.get(field) ?? [])];
  }

  private struct(value: Json, type: TypeDefinition): void {
    if (!isFields(value)) return;
    for (const [name, field] of type.fields) {
      const member = value[name];
      if (member === undefined || member === null) continue;
      const key = `${type.name}.${name}`;
      const kept = this.ofField.get(key) ?? [];
      if (kept.length < MOST && !kept.some((each) => JSON.stringify(each) === JSON.stringify(member))) {
        this.ofField.set(key, [...kept, structuredClone(member)]);
      }
      this.value(member, field);
    }
  }

  private value(value: Json, type: FieldType): void {
    if (type.kind === 'struct') this.struct(value, type.of);
    else if (type.kind === 'list' && Array.isArray(value)) for (const item of value) this.value(item, type.of);
    else if (type.kind === 'map' && isFields(value)) {
      for (const member of Object.values(value)) this.value(member as Json, type.of);
    }
  }
}

function lastName(path: string): string {
  return (
    path
      .replace(/\[[^\]]*\]/g, '')
      .split('.')
      .at(-1) ?? ''
  );
}
