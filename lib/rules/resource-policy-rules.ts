import { nanos } from '../kubernetes/quantity';
import { type Check, type Field, formatValue } from './field';
import { labelKey, oneOf } from './names';
import { quantity } from './quantity';

// Source: ValidateLimitRange and ValidateResourceQuota in pkg/apis/core/validation/validation.go.

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];
const OBJECT_COUNTS = [
  ...['pods', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets', 'configmaps'],
  ...['persistentvolumeclaims', 'services.nodeports', 'services.loadbalancers'],
];
const QUOTA = [
  ...[...COMPUTE, ...OBJECT_COUNTS, 'requests.storage'],
  ...COMPUTE.flatMap((name) => [`limits.${name}`, `requests.${name}`]),
];
const SCOPES = [
  ...['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass'],
  ...['CrossNamespacePodAffinity', 'VolumeAttributesClass'],
];
const OF_PODS = ['pods', 'cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'];

/** LimitRange. */
export function checkLimitRange(object: Field): void {
  const seen = new Set<unknown>();
  for (const limit of object.at('spec').at('limits').items()) {
    const type = limit.at('type');
    type.required(qualified('a limit type', (name) => ['Pod', 'Container', 'PersistentVolumeClaim'].includes(name)));
    if (seen.has(type.value)) type.report(`must be given once, got ${formatValue(type.value)} again`);
    seen.add(type.value);
    checkLimit(limit);
  }
}

const AMOUNTS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

function checkLimit(limit: Field): void {
  const type = limit.at('type').value;
  const isPod = type === 'Pod';
  const names = new Set<string>();
  for (const amount of AMOUNTS) {
    const map = limit.at(amount);
    const isDefault = amount === 'default' || amount === 'defaultRequest';
    if (isPod && isDefault && map.members().size > 0) map.report('must be absent with type Pod');
    for (const name of map.members().keys()) {
      if (isPod && isDefault) continue;
      const problem = isPod || type === 'Container' ? containerResource(name) : resource(name);
      if (problem !== undefined) map.report(`key ${problem}`);
      names.add(name);
    }
  }
  if (type === 'PersistentVolumeClaim' && !['min', 'max'].some((bound) => limit.at(bound).at('storage').present)) {
    limit.report('must have min or max of storage with type PersistentVolumeClaim');
  }
  for (const name of names) checkAmounts(limit, name, isPod);
}

/** The server fills in `default` from `max`, and `defaultRequest` from `default` or `min`. */
function checkAmounts(limit: Field, name: string, isPod: boolean): void {
  const written = (amount: string): bigint | undefined => nanos(limit.at(amount).at(name).value);
  const [min, max, ratio] = [written('min'), written('max'), written('maxLimitRequestRatio')];
  const isContainer = limit.at('type').value === 'Container';
  const limits = isPod ? undefined : (written('default') ?? (isContainer ? max : undefined));
  const requests = isPod ? undefined : (written('defaultRequest') ?? (isContainer ? (limits ?? min) : undefined));
  const ordered = (low: bigint | undefined, high: bigint | undefined, place: string, text: string): void => {
    if (low !== undefined && high !== undefined && low > high) limit.at(place).at(name).report(text);
  };
  ordered(min, max, 'min', 'must be at most max');
  ordered(min, requests, 'defaultRequest', 'must be at least min');
  ordered(requests, max, 'defaultRequest', 'must be at most max');
  ordered(requests, limits, 'defaultRequest', 'must be at most default');
  ordered(min, limits, 'default', 'must be at least min');
  ordered(limits, max, 'default', 'must be at most max');
  if (ratio === undefined) return;
  const field = limit.at('maxLimitRequestRatio').at(name);
  if (ratio < 1_000_000_000n) field.report(`must be at least 1, got ${formatValue(field.value)}`);
  if (min !== undefined && max !== undefined && Number(ratio) / 1e9 > Number(max) / Number(min)) {
    field.report(`must be at most max divided by min, got ${formatValue(field.value)}`);
  }
}

/** ResourceQuota. */
export function checkResourceQuota(object: Field): void {
  const spec = object.at('spec');
  const hard = [...spec.at('hard').members().keys()];
  for (const [name, amount] of spec.at('hard').members()) {
    const problem = quotaResource(name);
    if (problem !== undefined) spec.at('hard').report(`key ${problem}`);
    amount.check(quantity, (value) =>
      (OBJECT_COUNTS.includes(name) || isExtended(name)) && (nanos(value) ?? 0n) % 1_000_000_000n !== 0n
        ? `must be a whole number, got ${formatValue(value)}`
        : undefined,
    );
  }
  const scopes = spec.at('scopes');
  for (const scope of scopes.items()) checkScope(scope, hard);
  checkConflict(
    scopes,
    scopes.items().map((scope) => scope.value),
  );
  const expressions = spec.at('scopeSelector').at('matchExpressions');
  for (const expression of expressions.items()) checkScopeExpression(expression, hard);
  checkConflict(
    expressions,
    expressions.items().map((expression) => expression.at('scopeName').value),
  );
}

function checkScopeExpression(expression: Field, hard: readonly string[]): void {
  const [scope, operator, values] = [expression.at('scopeName'), expression.at('operator'), expression.at('values')];
  checkScope(scope, hard);
  operator.required(oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'));
  if (['In', 'NotIn'].includes(String(operator.value)) && values.items().length === 0) {
    values.report(`is required with operator ${String(operator.value)}`);
  }
  if (['Exists', 'DoesNotExist'].includes(String(operator.value)) && values.items().length > 0) {
    values.report(`must be absent with operator ${String(operator.value)}, got ${formatValue(values.value)}`);
  }
  const isSelective = ['PriorityClass', 'VolumeAttributesClass'].includes(String(scope.value));
  if (!isSelective && operator.value !== 'Exists')
    operator.report(`must be Exists for the scope ${String(scope.value)}`);
}

function checkScope(scope: Field, hard: readonly string[]): void {
  scope.required(oneOf(...SCOPES));
  const name = String(scope.value);
  const wrong = hard.filter((each) => QUOTA.includes(each) && !fits(name, each));
  if (SCOPES.includes(name) && wrong.length > 0) {
    scope.report(`must be a scope of ${wrong.join(', ')}, which hard has, got ${formatValue(name)}`);
  }
}

function fits(scope: string, name: string): boolean {
  switch (scope) {
    case 'BestEffort':
      return name === 'pods';
    case 'VolumeAttributesClass':
      return name === 'persistentvolumeclaims' || name === 'requests.storage';
    default:
      return OF_PODS.includes(name);
  }
}

function checkConflict(place: Field, scopes: readonly unknown[]): void {
  for (const [one, other] of [
    ['BestEffort', 'NotBestEffort'],
    ['Terminating', 'NotTerminating'],
  ]) {
    if (scopes.includes(one) && scopes.includes(other)) place.report(`must not have both ${one} and ${other}`);
  }
}

function isExtended(name: string): boolean {
  return name.includes('/') && !name.split('/')[0]?.endsWith('kubernetes.io') && !name.startsWith('requests.');
}

function isHugePages(name: string): boolean {
  return name.replace(/^requests\./, '').startsWith('hugepages-');
}

/** A standard word, or a qualified name with a domain. */
function qualified(what: string, isStandard: (name: string) => boolean): Check {
  return (value) =>
    labelKey(value) ??
    (String(value).includes('/') || isStandard(String(value))
      ? undefined
      : `must be ${what} or a name with a domain such as example.com/gpu, got ${formatValue(value)}`);
}

const resource = qualified('a resource', (name) => QUOTA.includes(name) || name === 'storage' || isHugePages(name));
const containerResource = qualified('a resource of containers', (name) => COMPUTE.includes(name) || isHugePages(name));
const quotaResource = qualified('a resource that a quota limits', (name) => QUOTA.includes(name) || isHugePages(name));
