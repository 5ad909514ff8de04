import { containersOf, podSpecOf } from '../kubernetes/pod-spec';
import { type HelmFinding, HelmRule } from './helm-finding';
import { type CheckedObject } from './hook-object';
import { objectsIn } from '../kubernetes/json';
import { isObject } from '../kubernetes/json';

/**
 * The longest names. The names of Jobs and StatefulSets become part of a label of their Pods, those of CronJobs part
 * of the names of their Jobs.
 */
const NAME_LENGTHS: { readonly [kind: string]: number } = { Job: 63, Service: 63, StatefulSet: 52, CronJob: 52 };
const VOLUME_NAME_LENGTH = 63;
const SECRET_NAME = /(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY)$/i;
const CLIENT_VERSION = /\b(?:pg_config|psql|mysql|mongosh?|redis-cli)\s+(?:--version|-V)\b/;

/** What the release was called for the objects, and what names it may have. */
export interface CheckedRelease {
  readonly name: string;
  /** Its name in `otherName` and `otherJson` of the objects. */
  readonly otherName: string;
  readonly namespace: string;
  /** Longest name that it may have. */
  readonly maxLength: number;
}

/**
 * Returns the findings about names, namespaces and secrets in a chart that is installed several times.
 */
export function releaseFindings(objects: readonly CheckedObject[], release: CheckedRelease): HelmFinding[] {
  return objects.flatMap((object) => [
    ...nameFindings(object, release),
    ...namespaceFindings(object, release.namespace),
    ...needFindings(object, objects, release.otherName),
    ...secretFindings(object),
    ...scriptFindings(object),
  ]);
}

function finding(rule: HelmRule, { path }: CheckedObject, message: string, refused = false): HelmFinding {
  return { rule, refused, path, message };
}

function nameFindings(object: CheckedObject, release: CheckedRelease): HelmFinding[] {
  const { kind, name, otherName } = object;
  if (name === otherName) {
    return [
      finding(
        HelmRule.RELEASE_COLLISION,
        object,
        `${kind} ${name} has the same name in every release: two in one namespace would fight over it`,
      ),
    ];
  }
  return [
    ...lengthFindings(object, `${kind} ${name}`, otherName, NAME_LENGTHS[kind], release),
    ...objectsIn(podSpecOf(object.otherJson)?.volumes).flatMap(({ name: volume }) =>
      typeof volume === 'string'
        ? lengthFindings(object, `a volume of ${kind} ${name}`, volume, VOLUME_NAME_LENGTH, release)
        : [],
    ),
  ];
}

function lengthFindings(
  object: CheckedObject,
  what: string,
  otherName: string,
  limit: number | undefined,
  { otherName: otherRelease, maxLength }: CheckedRelease,
): HelmFinding[] {
  const longest = otherName.length - otherRelease.length + maxLength;
  if (limit === undefined || longest <= limit || !otherName.includes(otherRelease)) return [];
  return [
    finding(
      HelmRule.NAME_LENGTH,
      object,
      `the name of ${what} has ${longest} characters when the release has ${maxLength}, allowed are ${limit}: ` +
        `release names of more than ${maxLength - (longest - limit)} characters fail`,
    ),
  ];
}

function namespaceFindings(object: CheckedObject, releaseNamespace: string): HelmFinding[] {
  const metadata = isObject(object.json) ? object.json.metadata : undefined;
  const namespace = isObject(metadata) ? metadata.namespace : undefined;
  if (typeof namespace !== 'string' || namespace === releaseNamespace) return [];
  return [
    finding(
      HelmRule.FIXED_NAMESPACE,
      object,
      `${object.kind} ${object.name} is always in the namespace '${namespace}', wherever the release is installed: ` +
        'use release.namespace',
    ),
  ];
}

function needFindings(object: CheckedObject, all: readonly CheckedObject[], otherRelease: string): HelmFinding[] {
  return object.needs.flatMap((need) => {
    const same = all.filter((o) => o.kind === need.kind);
    if (same.some((o) => o.name === need.name)) return [];
    return same.flatMap((o) => {
      const at = o.otherName.indexOf(otherRelease);
      const before = o.otherName.slice(0, at);
      const after = o.otherName.slice(at + otherRelease.length);
      const fits =
        at >= 0 &&
        after !== '' &&
        need.name.startsWith(before) &&
        need.name.endsWith(after) &&
        need.name.length > before.length + after.length;
      if (!fits) return [];
      const only = need.name.slice(before.length, need.name.length - after.length);
      return [
        finding(
          HelmRule.RELEASE_BOUND_NAME,
          object,
          `${object.kind} ${object.name} reads ${need.kind} ${need.name}, which the chart makes only when the release ` +
            `is called '${only}': it makes ${o.name}`,
          true,
        ),
      ];
    });
  });
}

function secretFindings(object: CheckedObject): HelmFinding[] {
  return containersOf(podSpecOf(object.json)).flatMap((container) =>
    objectsIn(container.env)
      .filter(({ name, value }) => typeof name === 'string' && SECRET_NAME.test(name) && typeof value === 'string')
      .map(({ name }) =>
        finding(
          HelmRule.PLAIN_SECRET,
          object,
          `${String(name)} is plain text in ${object.kind} ${object.name}: take it from a Secret (secretRef)`,
        ),
      ),
  );
}

function scriptFindings(object: CheckedObject): HelmFinding[] {
  const data = isObject(object.json) && object.kind === 'ConfigMap' ? object.json.data : undefined;
  if (!isObject(data)) return [];
  return Object.entries(data).flatMap(([key, text]) => {
    const asked = typeof text === 'string' ? CLIENT_VERSION.exec(text)?.[0] : undefined;
    if (asked === undefined) return [];
    const message = `${key} asks '${asked}', which is the version of the client in the image, not of the server`;
    return [finding(HelmRule.CLIENT_VERSION, object, message)];
  });
}
