import { checkWildcard } from './admission-rules';
import { type Field, formatValue } from './field';
import { dnsLabel, dnsSubdomain, oneOf, text } from './names';
import { integerBetween, nonNegative, positive } from './numbers';
import { isGiven } from './probe-rules';

// Source: pkg/apis/flowcontrol/validation/validation.go.

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'proxy', 'update', 'watch'];

/** FlowSchema. */
export function checkFlowSchema(object: Field): void {
  const spec = object.at('spec');
  const precedence = spec.at('matchingPrecedence');
  // Zero stands for the default, 1000.
  if (precedence.value !== 0) precedence.check(integerBetween(1, 10_000));
  if (precedence.value === 1 && object.at('metadata').at('name').value !== 'exempt') {
    precedence.report('must be above 1, except for the schema "exempt"');
  }
  const method = spec.at('distinguisherMethod');
  if (isGiven(method)) method.at('type').required(oneOf('ByNamespace', 'ByUser'));
  spec.at('priorityLevelConfiguration').at('name').required(dnsSubdomain);
  for (const rule of spec.at('rules').items()) checkPolicyRule(rule);
}

function checkPolicyRule(rule: Field): void {
  const subjects = rule.at('subjects');
  if (subjects.items().length === 0) subjects.report('must have at least one subject');
  for (const subject of subjects.items()) checkSubject(subject);
  const [resources, urls] = [rule.at('resourceRules'), rule.at('nonResourceRules')];
  if (resources.items().length + urls.items().length === 0) {
    rule.report('must have resourceRules or nonResourceRules');
  }
  for (const item of resources.items()) {
    checkVerbs(item);
    for (const list of ['apiGroups', 'resources']) requireItems(item.at(list));
    const namespaces = item.at('namespaces');
    if (namespaces.items().length === 0 && item.at('clusterScope').value !== true) {
      namespaces.report('must have at least one namespace, unless clusterScope is true');
    }
    checkWildcard(namespaces);
    if (namespaces.items().some((namespace) => namespace.value === '*')) continue;
    for (const namespace of namespaces.items()) namespace.required(dnsLabel);
  }
  for (const item of urls.items()) {
    checkVerbs(item);
    requireItems(item.at('nonResourceURLs'));
    for (const url of item.at('nonResourceURLs').items()) url.required(urlPath);
  }
}

function checkSubject(subject: Field): void {
  const members: Readonly<Record<string, string>> = { User: 'user', Group: 'group', ServiceAccount: 'serviceAccount' };
  subject.at('kind').required(oneOf(...Object.keys(members)));
  const kind = subject.at('kind').text() ?? '';
  for (const [name, member] of Object.entries(members)) {
    const field = subject.at(member);
    if (name !== kind && isGiven(field)) field.report(`must be absent with kind ${kind}`);
    if (name !== kind) continue;
    if (!isGiven(field)) field.report(`is required with kind ${kind}`);
    else if (name !== 'ServiceAccount') field.at('name').required(text);
    else {
      field.at('name').required((value) => (value === '*' ? undefined : dnsSubdomain(value)));
      field.at('namespace').required(dnsLabel);
    }
  }
}

function checkVerbs(rule: Field): void {
  const verbs = rule.at('verbs');
  requireItems(verbs);
  if (!verbs.items().some((verb) => verb.value === '*')) {
    for (const verb of verbs.items()) verb.required(oneOf(...VERBS));
  }
}

function requireItems(list: Field): void {
  if (list.items().length === 0) list.report('must have at least one item');
  checkWildcard(list);
}

function urlPath(value: unknown): string | undefined {
  const given = String(value);
  if (given === '*' || given === '/' || given === '/*') return undefined;
  const isPath = given.startsWith('/') && !given.includes(' ') && !given.includes('//');
  const star = given.indexOf('*');
  return isPath && (star < 0 || (star === given.length - 1 && given.at(-2) === '/'))
    ? undefined
    : `must be "*" or a path that starts with "/" and has "*" only at its end, got ${formatValue(value)}`;
}

/** PriorityLevelConfiguration. */
export function checkPriorityLevel(object: Field): void {
  const spec = object.at('spec');
  const [type, limited, exempt] = [spec.at('type'), spec.at('limited'), spec.at('exempt')];
  const isNamedExempt = object.at('metadata').at('name').value === 'exempt';
  type.required(oneOf('Exempt', 'Limited'));
  if (type.present && isNamedExempt !== (type.value === 'Exempt')) {
    type.report(`must be ${isNamedExempt ? 'Exempt with the name "exempt"' : 'Limited, unless the name is "exempt"'}`);
  }
  if (type.value === 'Exempt' && isGiven(limited)) limited.report('must be absent with type Exempt');
  if (type.value === 'Limited') {
    if (isGiven(exempt)) exempt.report('must be absent with type Limited');
    if (!isGiven(limited)) limited.report('is required with type Limited');
  }
  for (const part of [limited, exempt]) {
    part.at('nominalConcurrencyShares').check(nonNegative);
    part.at('lendablePercent').check(integerBetween(0, 100));
    part.at('borrowingLimitPercent').check(nonNegative);
  }
  if (type.value === 'Limited' && isGiven(limited)) checkResponse(limited.at('limitResponse'));
}

function checkResponse(response: Field): void {
  const [type, queuing] = [response.at('type'), response.at('queuing')];
  type.required(oneOf('Queue', 'Reject'));
  if (type.value === 'Reject' && isGiven(queuing)) queuing.report('must be absent with type Reject');
  if (type.value === 'Queue' && !isGiven(queuing)) queuing.report('is required with type Queue');
  if (type.value !== 'Queue' || !isGiven(queuing)) return;
  // Zero stands for the default.
  const queues = queuing.at('queues').number() || 64;
  const hand = queuing.at('handSize').number() || 8;
  for (const count of ['queues', 'queueLengthLimit', 'handSize']) {
    if (queuing.at(count).value !== 0) queuing.at(count).check(positive);
  }
  if (queues > 10_000_000) queuing.at('queues').report(`must be at most 10000000, got ${queues}`);
  if (hand > queues) queuing.at('handSize').report(`must be at most the number of queues ${queues}, got ${hand}`);
}
