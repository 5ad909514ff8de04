import fc from 'fast-check';
import { type Fields, type Json, type Manifest } from '../../../lib/testing/equivalence/manifest';
import { knownKinds, typeOf } from '../../../lib/kubernetes/schema/kinds';
import { isBuiltInClusterScoped } from '../../../lib/kubernetes/scope';
import {
  type FieldType,
  type ListType,
  type ScalarKind,
  type TypeDefinition,
} from '../../../lib/kubernetes/schema/notation';

/**
 * Fields that are not made: those a server sets, and those that another field overrides, so that a change of them
 * rightly makes no difference.
 */
const LEFT_OUT = new Set([
  ...['status', 'managedFields', 'selfLink', 'uid', 'resourceVersion', 'generation', 'creationTimestamp'],
  ...['deletionTimestamp', 'deletionGracePeriodSeconds', 'generateName', 'clusterIPs', 'podCIDR', 'podCIDRs'],
  ...['dataSource', 'dataSourceRef', 'sessionAffinityConfig', 'deprecatedTopology', 'secrets', 'serviceAccount'],
  ...['stringData', 'clusterIP'],
  // Removed in Kubernetes 1.24: the server drops it.
  'configSource',
]);

const SCALARS: Record<ScalarKind, fc.Arbitrary<Json>> = {
  string: fc.constantFrom('a', 'b', 'x/y', 'yes', '0x1F', 'null', 'é #', '1.0', ' spaced '),
  int: fc.integer({ min: 0, max: 3000 }),
  float: fc.constantFrom<Json>(1, 1.5),
  bool: fc.boolean(),
  bytes: fc.constantFrom('YQ==', 'YWI='),
  time: fc.constant('2024-01-31T12:00:00Z'),
  quantity: fc.constantFrom<Json>('500m', 0.5, '1Gi', '1024Mi', 2, '1e3', '0', '1500m'),
  intstr: fc.constantFrom<Json>(80, 'http', '25%', 1),
  duration: fc.constant('1m'),
  any: fc.constant({ a: 'b' }),
};

/** A manifest of any known kind, with some of the fields that its type has. */
export function arbitraryManifest(): fc.Arbitrary<Manifest> {
  return fc.constantFrom(...knownKinds()).chain(({ apiVersion, kind }) =>
    struct(typeOf(apiVersion, kind) as TypeDefinition, 0).map((fields) => {
      const metadata: { name: string } & Fields = { ...(fields.metadata as Fields | undefined), name: 'x' };
      // The server drops the namespace of a cluster-scoped object.
      if (isBuiltInClusterScoped(apiVersion, kind)) delete metadata.namespace;
      return { apiVersion, kind, ...fields, metadata };
    }),
  );
}

function struct(type: TypeDefinition, depth: number): fc.Arbitrary<Fields> {
  const fields = [...type.fields].filter(([name]) => !LEFT_OUT.has(name));
  if (depth > 9 || fields.length === 0) return fc.constant({});
  const most = depth < 2 ? 6 : 4;
  const spine = fields.filter(([name]) => SPINE.has(name));
  return fc
    .subarray(fields, { minLength: 0, maxLength: Math.min(most, fields.length) })
    .chain((chosen) =>
      fc.record(
        Object.fromEntries([...new Map([...spine, ...chosen])].map(([name, field]) => [name, value(field, depth + 1)])),
      ),
    );
}

/** What leads to the containers, made always: there most of the rules are. */
const SPINE = new Set(['spec', 'template', 'jobTemplate', 'containers']);

function value(type: FieldType, depth: number): fc.Arbitrary<Json> {
  switch (type.kind) {
    case 'struct':
      return struct(type.of, depth);
    case 'list':
      return list(type, depth);
    case 'map':
      return fc.dictionary(fc.constantFrom('cpu', 'memory', 'app.example.com/x'), value(type.of, depth), {
        maxKeys: 2,
      });
    default:
      return SCALARS[type.kind];
  }
}

/** A list; where the API tells its items by key, each has a key of its own. */
function list(type: ListType, depth: number): fc.Arbitrary<Json> {
  const items = fc.array(value(type.of, depth), { maxLength: 2 });
  if (type.keys.length === 0) {
    if (type.ordered) return items;
    return fc.uniqueArray(value(type.of, depth), { maxLength: 2, selector: (item) => JSON.stringify(item) });
  }
  return items.map((made) =>
    made.map((item, index) => {
      const key = type.keys[0] as string;
      const written = (item as Fields)[key];
      return {
        ...(item as Fields),
        [key]: key.endsWith('ort') ? 8000 + index : `${typeof written === 'string' ? written : 'k'}-${index}`,
      };
    }),
  );
}
