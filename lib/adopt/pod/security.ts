import { isDeepStrictEqual } from 'node:util';
import { type Fields, type Json } from '../../testing/equivalence/manifest';
import {
  call,
  type Expression,
  fromJson,
  list,
  literal,
  member,
  object,
  type ObjectExpression,
  optionalObject,
} from '../model/expression';
import { enumMember, fields, flag, number, text, texts } from '../model/values';

/** The profiles of a pod and of its containers, in their order. */
export interface Profiles {
  readonly pod: Expression | undefined;
  readonly containers: readonly (Expression | undefined)[];
}

/** Fields of a container's context that a pod's profile writes on every container. */
const INHERITED = new Set([
  'allowPrivilegeEscalation',
  'readOnlyRootFilesystem',
  'privileged',
  'procMount',
  'capabilities',
]);

/** The inverse of `SecurityProfile`, over a pod and all its containers. */
export function securityProfiles(podContext: Json | undefined, containers: readonly Fields[]): Profiles {
  const contexts = containers.map(({ securityContext }) => fields(securityContext));
  const first = contexts[0] ?? {};
  const common =
    Object.keys(first).length > 0 &&
    Object.keys(first).every((name) => INHERITED.has(name)) &&
    contexts.every((context) => isDeepStrictEqual({ ...context }, { ...first }));
  const pod = optionalObject({ ...podOptions(fields(podContext)), ...(common ? containerOptions(first) : {}) });
  return {
    pod: pod && profile(pod),
    containers: contexts.map((context) => {
      const own = common ? undefined : optionalObject({ ...identityOptions(context), ...containerOptions(context) });
      return own && profile(own);
    }),
  };
}

function podOptions(context: Fields): { [name: string]: Expression | undefined } {
  const groups = Array.isArray(context.supplementalGroups) ? context.supplementalGroups : [];
  return {
    ...identityOptions(context),
    fsGroup: number(context.fsGroup),
    fsGroupChangePolicy: enumMember('cdk8s-plus-27', 'FsGroupChangePolicy', context.fsGroupChangePolicy),
    seLinuxChangePolicy: text(context.seLinuxChangePolicy),
    supplementalGroupsPolicy: text(context.supplementalGroupsPolicy),
    supplementalGroups: list(groups.flatMap((group) => number(group) ?? [])),
  };
}

/** What a pod and a container have in common. */
function identityOptions(context: Fields): { [name: string]: Expression | undefined } {
  const { type, localhostProfile } = fields(context.seccompProfile);
  const appArmor = fields(context.appArmorProfile);
  return {
    user: number(context.runAsUser),
    group: number(context.runAsGroup),
    runAsNonRoot: flag(context.runAsNonRoot),
    runtimeSeccompProfile: type === 'RuntimeDefault' ? literal(true) : undefined,
    localhostSeccompProfile: text(localhostProfile),
    appArmorProfile: text(appArmor.type === 'Localhost' ? appArmor.localhostProfile : appArmor.type),
    seLinux: optionalObject(jsonMembers(context.seLinuxOptions)),
    windows: optionalObject(jsonMembers(context.windowsOptions)),
  };
}

function containerOptions(context: Fields): { [name: string]: Expression | undefined } {
  const { drop, add } = fields(context.capabilities);
  return {
    readOnlyRootFilesystem: flag(context.readOnlyRootFilesystem),
    allowPrivilegeEscalation: flag(context.allowPrivilegeEscalation),
    dropCapabilities: texts(drop),
    addCapabilities: texts(add),
    privileged: flag(context.privileged),
    procMount: text(context.procMount),
  };
}

/** The members of an object whose props have the names of the fields. */
function jsonMembers(value: Json | undefined): { [name: string]: Expression | undefined } {
  return Object.fromEntries(Object.entries(fields(value)).map(([name, member]) => [name, fromJson(member)]));
}

/** What each named profile says beyond its options; the strictest that fits is the one that is written. */
const BASELINE: ReadonlyMap<string, Expression> = new Map([
  ['allowPrivilegeEscalation', literal(false)],
  ['runtimeSeccompProfile', literal(true)],
]);
const RESTRICTED: ReadonlyMap<string, Expression> = new Map([
  ...BASELINE,
  ['runAsNonRoot', literal(true)],
  ['readOnlyRootFilesystem', literal(true)],
  ['dropCapabilities', { kind: 'list', items: [literal('ALL')] }],
]);
const NAMED = [
  ['restricted', 'RESTRICTED', RESTRICTED],
  ['baseline', 'BASELINE', BASELINE],
] as const;

function profile(options: ObjectExpression): Expression {
  for (const [method, constant, defaults] of NAMED) {
    if (![...defaults].every(([name, value]) => isDeepStrictEqual(options.members.get(name), value))) continue;
    const rest = [...options.members].filter(([name]) => !defaults.has(name));
    const policy = options.members.get('fsGroupChangePolicy');
    const onMismatch = policy?.kind === 'member' && policy.of.member === 'ON_ROOT_MISMATCH';
    // The named profiles write a policy as soon as there is a group.
    if (options.members.has('fsGroup') && !onMismatch) continue;
    const own = Object.fromEntries(rest.filter(([name]) => name !== 'fsGroupChangePolicy'));
    const given = optionalObject(own);
    return given === undefined
      ? member('cdk8s-patterns', 'SecurityProfile', constant)
      : call('cdk8s-patterns', 'SecurityProfile', method, object(own));
  }
  return call('cdk8s-patterns', 'SecurityProfile', 'custom', options);
}
