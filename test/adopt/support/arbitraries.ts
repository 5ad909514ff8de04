import * as fc from 'fast-check';
import { call, type Expression, fromJson, list, literal, member, object } from '../../../lib/adopt/model/expression';
import { cpu, seconds, size } from '../../../lib/adopt/model/values';
import { nameOf } from '../../../lib/adopt/pod/names';

// Props as expressions, in the form in which adopt writes them: the construct is made of them, and its manifests must
// give the same expressions back.

type Arbitrary = fc.Arbitrary<Expression>;
type Members = { readonly [name: string]: fc.Arbitrary<Expression | undefined> };

/** An object whose members may each be absent, but for those that are required. */
export function props(required: Members, optional: Members): fc.Arbitrary<Extract<Expression, { kind: 'object' }>> {
  const maybe = Object.entries(optional).map(([name, value]) => [name, fc.option(value, { nil: undefined })] as const);
  return fc.record({ ...required, ...Object.fromEntries(maybe) }).map(object);
}

export const dnsLabel = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
export const nameText: Arbitrary = dnsLabel.map(literal);
const text: Arbitrary = fc.stringMatching(/^[A-Za-z0-9 /:._=$%"'`\\{}-]{1,20}$/).map(literal);
const image: Arbitrary = fc.stringMatching(/^[a-z]{1,5}\/[a-z]{1,5}:[0-9]{1,2}$/).map(literal);
const count: Arbitrary = fc.integer({ min: 1, max: 9 }).map(literal);
const yes: Arbitrary = fc.boolean().map(literal);
const duration: Arbitrary = fc.integer({ min: 1, max: 300 }).map((value) => seconds(value) as Expression);
const words: Arbitrary = fc.array(text, { minLength: 1, maxLength: 3 }).map((items) => list(items) as Expression);
export const bytes: Arbitrary = fc.integer({ min: 1, max: 4096 }).map((value) => size(`${value}Mi`) as Expression);
const enumOf = (name: string, ...members: string[]): Arbitrary =>
  fc.constantFrom(...members).map((each) => member('cdk8s-plus-27', name, each));
export const stringMap: Arbitrary = fc
  .dictionary(dnsLabel, dnsLabel, { minKeys: 1, maxKeys: 3 })
  .map((map) => fromJson(map) as Expression);
const many = (item: Arbitrary, key: (each: Expression) => string): Arbitrary =>
  fc.uniqueArray(item, { minLength: 1, maxLength: 3, selector: key }).map((items) => list(items) as Expression);
const written = (each: Expression): string =>
  JSON.stringify(each, (_, value: unknown) => (value instanceof Map ? [...value] : value));

const optionsOf = (optional: Members) =>
  props({}, optional).map((made) => (made.members.size === 0 ? undefined : made));
const patterns = (name: string, method: string, ...args: fc.Arbitrary<Expression | undefined>[]): Arbitrary =>
  fc.tuple(...args).map((given) => call('cdk8s-patterns', name, method, ...given));

const variable = fc.stringMatching(/^[A-Z][A-Z_]{0,6}$/);
const env: Arbitrary = fc
  .uniqueArray(variable, { minLength: 3, maxLength: 5 })
  .chain(([first = 'A', second = 'B', third = 'C', ...others]) =>
    fc
      .tuple(text, text, nameText, nameText)
      .map(
        ([one, two, source, key]) =>
          list([
            { kind: 'spread', of: call('cdk8s-patterns', 'Env', 'values', object({ [first]: one, [second]: two })) },
            call('cdk8s-patterns', 'Env', 'secretKey', literal(third), nameOfExpression('Secret', source), key),
            ...others.map((name) => call('cdk8s-patterns', 'Env', 'field', literal(name), literal('status.podIP'))),
            call('cdk8s-patterns', 'Env', 'fromConfigMap', nameOfExpression('ConfigMap', source)),
          ]) as Expression,
      ),
  );

function nameOfExpression(kind: string, name: Expression): Expression {
  return nameOf(kind, name.kind === 'literal' ? String(name.value) : '');
}

const mounts: Arbitrary = fc
  .tuple(
    optionsOf({ readOnly: yes, subPath: nameText }),
    optionsOf({ sizeLimit: bytes, medium: enumOf('EmptyDirMedium', 'MEMORY') }),
  )
  .map(
    ([own, scratch]) =>
      list([
        call('cdk8s-patterns', 'Mount', 'configMap', literal('/etc/settings'), nameOf('ConfigMap', 'settings'), own),
        call('cdk8s-patterns', 'Mount', 'emptyDir', literal('/scratch'), scratch),
        call('cdk8s-patterns', 'Mount', 'volume', literal('/again'), literal('scratch')),
        call('cdk8s-patterns', 'Mount', 'image', literal('/models'), literal('models:1')),
        call('cdk8s-patterns', 'Mount', 'csi', literal('/keys'), literal('keys.example.com'), KEYS),
        call('cdk8s-patterns', 'Mount', 'ephemeral', literal('/cache'), object({ storage: size('2Gi') })),
      ]) as Expression,
  );

const KEYS = object({ attributes: object({ provider: literal('vault') }), secretName: literal('driver') });

const probe: Arbitrary = fc.oneof(
  patterns(
    'Probe',
    'httpGet',
    fc.constant(literal('/ready')),
    optionsOf({ scheme: enumOf('ConnectionScheme', 'HTTPS'), initialDelay: duration, period: duration }),
  ),
  patterns('Probe', 'exec', words, optionsOf({ timeout: duration, failureThreshold: count })),
  patterns('Probe', 'tcpSocket', optionsOf({ period: duration })),
);

const resources: Arbitrary = fc
  .tuple(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 }))
  .map(([a, b]) =>
    call(
      'cdk8s-patterns',
      'Resources',
      'of',
      object({ cpuRequest: cpu(`${a}m`), cpuLimit: cpu(`${a + 1}m`), memoryRequest: size(`${b}Mi`) }),
    ),
  );

const ports: Arbitrary = fc.constant(
  list([object({ number: literal(8080), name: literal('http') }), object({ number: literal(9090) })]) as Expression,
);

/** The props of a container with ports, apart from its name. */
const containerMembers: Members = {
  imagePullPolicy: enumOf('ImagePullPolicy', 'ALWAYS', 'NEVER'),
  command: words,
  args: words,
  workingDir: fc.constant(literal('/srv')),
  stdin: yes,
  terminationMessagePath: fc.constant(literal('/tmp/message')),
  terminationMessagePolicy: fc.constant(
    member('cdk8s-patterns', 'TerminationMessagePolicy', 'FALLBACK_TO_LOGS_ON_ERROR'),
  ),
  resizePolicy: fc.constant(
    list([object({ resourceName: literal('cpu'), restartPolicy: literal('NotRequired') })]) as Expression,
  ),
  env,
  resources,
  liveness: probe,
  startup: probe,
};

const security: Arbitrary = fc.constantFrom(
  member('cdk8s-patterns', 'SecurityProfile', 'RESTRICTED'),
  member('cdk8s-patterns', 'SecurityProfile', 'BASELINE'),
  call('cdk8s-patterns', 'SecurityProfile', 'restricted', object({ user: literal(1000) })),
  call('cdk8s-patterns', 'SecurityProfile', 'custom', object({ user: literal(5), fsGroup: literal(7) })),
  call(
    'cdk8s-patterns',
    'SecurityProfile',
    'custom',
    object({ localhostSeccompProfile: literal('web.json'), seLinux: object({ level: literal('s0:c1') }) }),
  ),
);

/** The props of a workload that every kind takes. */
export const workloadRequired: Members = { name: nameText, image, ports };
export const workloadOptional: Members = {
  labels: stringMap,
  annotations: stringMap,
  podAnnotations: stringMap,
  ...containerMembers,
  mounts,
  containerName: fc.constant(literal('main-container')),
  security,
  terminationGracePeriod: duration,
  serviceAccountName: nameText,
  automountServiceAccountToken: yes,
  nodeSelector: stringMap,
  priorityClassName: nameText,
  imagePullSecrets: many(nameText, written),
  dnsPolicy: enumOf('DnsPolicy', 'DEFAULT'),
  shareProcessNamespace: yes,
  hostUsers: fc.constant(literal(false)),
  hostname: fc.constant(literal('host')),
  subdomain: fc.constant(literal('pods')),
  os: fc.constant(literal('linux')),
  preemptionPolicy: fc.constant(literal('Never')),
  schedulingGates: fc.constant(list([literal('example.com/quota')]) as Expression),
  dnsConfig: fc.constant(object({ options: object({ ndots: literal('2') }) })),
  readinessGates: fc.constant(list([literal('example.com/in-service')]) as Expression),
  devices: fc.constant(
    list([
      call('cdk8s-patterns', 'VolumeDevice', 'claim', literal('/dev/disk'), nameOf('PersistentVolumeClaim', 'disk')),
    ]) as Expression,
  ),
  extraContainers: props({ name: fc.constant(literal('beside')), image, ports }, containerMembers).map(
    (each) => list([each]) as Expression,
  ),
};

export const replicas = count;
export const timeSpan = duration;
export const truth = yes;
export const readiness = probe;
export const limits = enumOf;
export const factory = patterns;
