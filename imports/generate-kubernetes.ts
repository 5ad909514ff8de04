/**
 * Generates lib/kubernetes/api: TypeScript interfaces of the Kubernetes kinds that the constructs emit, one file for
 * each API group, from the OpenAPI document in the Go module k8s.io/kubernetes.
 *
 * Run `npm run imports`. It needs the `go` command.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VERSION = 'v1.34.4';
const OUTPUT = join(__dirname, '../lib/kubernetes/api');

/** The kinds that the constructs emit. */
const KINDS = [
  'apps.v1.DaemonSet',
  'apps.v1.Deployment',
  'apps.v1.ReplicaSet',
  'apps.v1.StatefulSet',
  'autoscaling.v2.HorizontalPodAutoscaler',
  'batch.v1.CronJob',
  'batch.v1.Job',
  'core.v1.ConfigMap',
  'core.v1.Endpoints',
  'core.v1.PersistentVolume',
  'core.v1.PersistentVolumeClaim',
  'core.v1.Pod',
  'core.v1.Secret',
  'core.v1.Service',
  'core.v1.ServiceAccount',
  'discovery.v1.EndpointSlice',
  'networking.v1.Ingress',
  'networking.v1.NetworkPolicy',
  'policy.v1.PodDisruptionBudget',
  'rbac.v1.ClusterRole',
  'rbac.v1.ClusterRoleBinding',
  'rbac.v1.Role',
  'rbac.v1.RoleBinding',
  'storage.v1.StorageClass',
];

/** Types that JSON writes as scalars, and what the document leaves open. */
const SCALARS: { readonly [name: string]: string } = {
  'apimachinery.pkg.api.resource.Quantity': 'string',
  'apimachinery.pkg.util.intstr.IntOrString': 'number | string',
  'apimachinery.pkg.apis.meta.v1.Time': 'string',
  'apimachinery.pkg.apis.meta.v1.MicroTime': 'string',
  'apimachinery.pkg.apis.meta.v1.FieldsV1': 'object',
};

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string }[];
}

const PREFIX = '#/definitions/io.k8s.';

/** The file and the type of a definition: `api.apps.v1.Deployment` is Deployment in apps. */
function placeOf(name: string): { readonly file: string; readonly type: string } {
  const parts = name.split('.');
  return { file: parts.at(-3) ?? '', type: parts.at(-1) ?? '' };
}

function generate(definitions: { readonly [name: string]: Schema }): Map<string, string> {
  const written = new Map<string, Map<string, string>>();
  const imports = new Map<string, Map<string, Set<string>>>();

  const reference = (name: string, from: string): string => {
    const scalar = SCALARS[name];
    if (scalar !== undefined) return scalar;
    const { file, type } = placeOf(name);
    write(name);
    if (file !== from) {
      const own = imports.get(from) ?? new Map<string, Set<string>>();
      imports.set(from, own.set(file, (own.get(file) ?? new Set()).add(type)));
    }
    return type;
  };

  const typeOf = (schema: Schema, from: string): string => {
    if (schema.$ref !== undefined) return reference(schema.$ref.slice(PREFIX.length), from);
    if (schema.items !== undefined) {
      const item = typeOf(schema.items, from);
      return item.includes(' ') ? `(${item})[]` : `${item}[]`;
    }
    if (schema.additionalProperties !== undefined) {
      return `{ readonly [key: string]: ${typeOf(schema.additionalProperties, from)} }`;
    }
    switch (schema.type) {
      case 'integer':
      case 'number':
        return 'number';
      case 'string':
      case 'boolean':
        return schema.type;
      default:
        return 'unknown';
    }
  };

  const write = (name: string): void => {
    const { file, type } = placeOf(name);
    const types = written.get(file) ?? new Map<string, string>();
    written.set(file, types);
    if (types.has(type)) return;
    types.set(type, '');
    const schema = definitions[`io.k8s.${name}`];
    if (schema === undefined) throw new Error(`the OpenAPI document has no definition "${name}"`);
    const kind = KINDS.includes(name.slice('api.'.length)) ? schema['x-kubernetes-group-version-kind']?.[0] : undefined;
    const lines = Object.entries(schema.properties ?? {}).flatMap(([field, value]) => {
      if (kind !== undefined && field === 'status') return [];
      if (kind !== undefined && field === 'kind') return [`  readonly kind: '${type}';`];
      if (kind !== undefined && field === 'apiVersion') {
        return [`  readonly apiVersion: '${[kind.group, kind.version].filter(Boolean).join('/')}';`];
      }
      const optional = schema.required?.includes(field) === true ? '' : '?';
      return [`  readonly ${field}${optional}: ${typeOf(value, file)};`];
    });
    types.set(type, `export interface ${type} {\n${lines.join('\n')}\n}`);
  };

  for (const kind of KINDS) write(`api.${kind}`);
  return new Map(
    [...written].map(([file, types]) => {
      const head = [...(imports.get(file) ?? [])]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(
          ([from, names]) =>
            `import { ${[...names]
              .sort()
              .map((name) => `type ${name}`)
              .join(', ')} } from './${from}';`,
        );
      const body = [...types.keys()].sort().map((type) => types.get(type) ?? '');
      const note = `// Generated by imports/generate-kubernetes.ts from k8s.io/kubernetes ${VERSION}. Do not edit.`;
      return [file, [note, ...(head.length === 0 ? [] : [head.join('\n')]), ...body].join('\n\n') + '\n'];
    }),
  );
}

function main(): void {
  const module = execFileSync('go', ['mod', 'download', '-json', `k8s.io/kubernetes@${VERSION}`], {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  const { Dir } = JSON.parse(module) as { readonly Dir: string };
  const document = readFileSync(join(Dir, 'api/openapi-spec/swagger.json'), 'utf8');
  const { definitions } = JSON.parse(document) as { readonly definitions: { readonly [name: string]: Schema } };
  const files = generate(definitions);
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  for (const [file, text] of files) writeFileSync(join(OUTPUT, `${file}.ts`), text);
  execFileSync(join(__dirname, '../node_modules/.bin/oxfmt'), ['--write', OUTPUT], { stdio: 'inherit' });
}

main();
