import { typeOf } from '../../lib/kubernetes/schema/kinds';
import { type FieldType, type ScalarKind, type TypeDefinition } from '../../lib/kubernetes/schema/notation';
import { type Fields, isFields, type Json, type Manifest } from '../../lib/testing/equivalence/manifest';
import { type ValuePool } from './value-pool';

/** A manifest with one random edit, and what the edit is. */
export interface Edit {
  readonly manifest: Manifest;
  readonly description: string;
}

/** A place in a manifest: its holder, the step from there, and its type where the tables have it. */
interface Place {
  readonly holder: Fields | Json[];
  readonly step: string | number;
  readonly path: string;
  readonly owner?: TypeDefinition;
  readonly type?: FieldType;
}

/** Values that are often out of a field's range, or of another type. */
const WILD: readonly Json[] = [
  ...['', 'x', 'A_b.c', '--', 'a'.repeat(300), '50%', '1Gi', 'a b', '../x', '/', 'example.com/a', '300.1.1.1'],
  ...[0, -1, 1, 70_000, 2 ** 31, 0.5, true, false],
  ...[[], {}, null],
];

/** Plausible values of each type. */
const PLAUSIBLE: Readonly<Record<ScalarKind, readonly Json[]>> = {
  string: ['a', 'web', 'example.com/a', 'x/y', '', 'http', '/a', 'A', '10.0.0.1', '10.0.0.0/8', 'a: b', 'True'],
  int: [0, 1, 2, 5, 30, 100, 8080, 65_535, -1, 3601],
  float: [1, 1.5],
  bool: [true, false],
  bytes: ['YQ==', 'YWI=', 'not base64'],
  time: ['2024-01-31T12:00:00Z', 'yesterday'],
  quantity: ['500m', 0.5, '1Gi', '1024Mi', 2, '1e3', '0', '1500m', '-1', 'lots', '0.1m'],
  intstr: [80, 'http', '25%', 1, 0, 'x y', 70_000, '-1%'],
  duration: ['1m', '1m30s'],
  any: [{ a: 'b' }, {}],
};

/** Fields of the metadata that only a server sets. The comparison leaves them out, which it says in its record. */
const SERVER_SET = new Set(
  (
    'selfLink uid resourceVersion generation creationTimestamp deletionTimestamp deletionGracePeriodSeconds ' +
    'managedFields status'
  ).split(' '),
);

/** API versions that a kind is moved to: some of them serve it, most do not. */
const API_VERSIONS = [
  ...['v1', 'apps/v1', 'apps/v1beta1', 'apps/v1beta2', 'apps/v2', 'extensions/v1beta1', 'autoscaling/v1'],
  ...['autoscaling/v2', 'autoscaling/v2beta2', 'batch/v1', 'batch/v1beta1', 'batch/v2', 'networking.k8s.io/v1'],
  ...['networking.k8s.io/v1beta1', 'policy/v1', 'policy/v1beta1', 'rbac.authorization.k8s.io/v1'],
  ...['rbac.authorization.k8s.io/v1beta1', 'storage.k8s.io/v1', 'storage.k8s.io/v1beta1', 'scheduling.k8s.io/v1'],
  ...['admissionregistration.k8s.io/v1', 'admissionregistration.k8s.io/v1beta1', 'discovery.k8s.io/v1beta1'],
  ...['flowcontrol.apiserver.k8s.io/v1', 'flowcontrol.apiserver.k8s.io/v1beta3', 'node.k8s.io/v1beta1'],
  ...['coordination.k8s.io/v1', 'certificates.k8s.io/v1beta1', 'app/v1', 'rbac/v1', 'v2'],
];

/** Makes one random edit of a manifest after another. */
export class RandomEdits {
  public constructor(
    private readonly random: () => number,
    private readonly pool: ValuePool,
  ) {}

  /** A copy of the manifest with one edit. */
  public edit(manifest: Manifest): Edit {
    const copy = structuredClone(manifest);
    for (;;) {
      const description = this.apply(copy);
      if (description !== undefined) return { manifest: copy, description };
    }
  }

  private apply(manifest: Manifest): string | undefined {
    const draw = this.random();
    if (draw < 0.02) {
      manifest.apiVersion = this.choose(API_VERSIONS);
      return `apiVersion ${manifest.apiVersion}`;
    }
    const places = placesOf(manifest);
    if (draw < 0.35) return this.add(places);
    const place = this.choose(places);
    if (place.path === 'kind' || place.path === 'apiVersion' || SERVER_SET.has(String(place.step))) return undefined;
    const value = valueOf(place);
    if (draw < 0.5) return this.remove(place);
    if (draw < 0.55) return this.rewrite(place, value);
    if (draw < 0.65 && Array.isArray(value) && value.length > 0) return this.list(place, value);
    if (draw < 0.68 && isFields(value)) {
      value[this.choose(['notAField', 'Name', 'labls'])] = 'x';
      return `${place.path}: a field that does not exist`;
    }
    if (typeof value === 'object' && value !== null && this.random() < 0.8) return undefined;
    const next = structuredClone(this.random() < 0.35 ? this.choose(WILD) : this.scalarFor(place));
    // Go reads a list of numbers as bytes, which nobody writes.
    if (place.type?.kind === 'bytes' && Array.isArray(next)) return undefined;
    set(place, next);
    return `${place.path} = ${JSON.stringify(next).slice(0, 60)}`;
  }

  private scalarFor({ owner, step, type }: Place): Json {
    const seen = owner === undefined ? [] : this.pool.valuesOf(owner, String(step));
    if (seen.length > 0 && this.random() < 0.6) return this.choose(seen);
    const kind = type === undefined || type.kind in PLAUSIBLE === false ? 'string' : (type.kind as ScalarKind);
    return this.choose(PLAUSIBLE[kind]);
  }

  private remove({ holder, step, path }: Place): string {
    if (Array.isArray(holder)) holder.splice(Number(step), 1);
    else delete holder[step as string];
    return `${path} removed`;
  }

  /** The same in other words: most of these mean the same to a server. */
  private rewrite(place: Place, value: Json): string | undefined {
    if (isFields(value)) {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      set(place, reversed);
      return `${place.path}: members in reverse`;
    }
    if (place.type?.kind === 'quantity' && typeof value === 'string') {
      const written = /^(\d+)Gi$/.exec(value);
      const milli = /^(\d+)m$/.exec(value);
      if (written !== null) set(place, `${Number(written[1]) * 1024}Mi`);
      else if (milli !== null) set(place, Number(milli[1]) / 1000);
      else if (/^\d+$/.test(value)) set(place, Number(value));
      else return undefined;
      return `${place.path}: the quantity ${value} written otherwise`;
    }
    if (value === 0 || value === false || value === '') {
      set(place, null);
      return `${place.path}: null for ${JSON.stringify(value)}`;
    }
    return undefined;
  }

  private list(place: Place, value: Json[]): string {
    const draw = this.random();
    if (draw < 0.4 && value.length > 1) {
      value.push(value.shift() as Json);
      return `${place.path}: in another order`;
    }
    value.push(structuredClone(this.choose(value)));
    return `${place.path}: an item twice`;
  }

  /** Gives a struct a member that it lacks, or a list another item. */
  private add(places: readonly Place[]): string | undefined {
    const { type, path, ...place } = this.choose(places);
    const value = valueOf({ ...place, path });
    if (type?.kind === 'struct' && isFields(value)) {
      const absent = [...type.of.fields].filter(([name]) => value[name] === undefined && !SERVER_SET.has(name));
      if (absent.length === 0) return undefined;
      const [name, field] = this.choose(absent);
      const made = this.valueFor(type.of, name, field, 0);
      value[name] = made;
      return `${path}.${name} added: ${JSON.stringify(made).slice(0, 80)}`;
    }
    if (type?.kind === 'list' && Array.isArray(value)) {
      value.push(this.make(type.of, 0));
      return `${path}: an item added`;
    }
    return undefined;
  }

  private valueFor(owner: TypeDefinition, name: string, type: FieldType, depth: number): Json {
    const seen = this.pool.valuesOf(owner, name);
    if (seen.length > 0 && this.random() < 0.75) return structuredClone(this.choose(seen));
    return this.make(type, depth);
  }

  private make(type: FieldType, depth: number): Json {
    switch (type.kind) {
      case 'struct': {
        const fields = [...type.of.fields].filter(([name]) => !SERVER_SET.has(name));
        if (depth > 4) return {};
        const count = 1 + Math.floor(this.random() * 3);
        const chosen = Array.from({ length: count }, () => this.choose(fields));
        return Object.fromEntries(
          chosen.map(([name, field]) => [name, this.valueFor(type.of, name, field, depth + 1)]),
        );
      }
      case 'list':
        return Array.from({ length: Math.floor(this.random() * 3) }, () => this.make(type.of, depth + 1));
      case 'map': {
        const keys = ['a', 'cpu', 'memory', 'example.com/x', 'A b'];
        return { [this.choose(keys)]: this.make(type.of, depth + 1) };
      }
      default:
        return structuredClone(this.choose(PLAUSIBLE[type.kind]));
    }
  }

  private choose<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)] as T;
  }
}

function valueOf({ holder, step }: Place): Json {
  return (holder as Fields)[step] ?? null;
}

function set({ holder, step }: Place, value: Json): void {
  (holder as Fields)[step] = value;
}

/** Every place of a manifest, with its type. */
function placesOf(manifest: Manifest): Place[] {
  const places: Place[] = [];
  const type = typeOf(manifest.apiVersion, manifest.kind);
  const root: Place = { holder: [manifest as unknown as Json], step: 0, path: '' };
  if (type !== undefined) places.push({ ...root, type: { kind: 'struct', pointer: false, of: type } });
  const visit = (value: Json, path: string, valueType: FieldType | undefined): void => {
    if (Array.isArray(value)) {
      const of = valueType?.kind === 'list' ? valueType.of : undefined;
      for (const [index, item] of value.entries()) {
        places.push({ holder: value, step: index, path: `${path}[${index}]`, type: of });
        visit(item, `${path}[${index}]`, of);
      }
    } else if (isFields(value)) {
      for (const [name, member] of Object.entries(value)) {
        const owner = valueType?.kind === 'struct' ? valueType.of : undefined;
        const of = valueType?.kind === 'map' ? valueType.of : owner?.fields.get(name);
        const at = path === '' ? name : `${path}.${name}`;
        places.push({ holder: value, step: name, path: at, owner, type: of });
        visit(member ?? null, at, of);
      }
    }
  };
  visit(manifest as unknown as Json, '', type && { kind: 'struct', pointer: false, of: type });
  return places;
}
