import { evenEmpty, type Field, formatValue } from './field';
import { dnsLabel1035, dnsSubdomain, labelKey, oneOf, pathSegment, text } from './names';
import { integerBetween, port } from './numbers';
import { isGiven } from './probe-rules';
import { checkSelector } from './selector-rules';

// Source: pkg/apis/admissionregistration/validation/validation.go. CEL expressions are not compiled.

const OPERATIONS = oneOf('*', 'CREATE', 'UPDATE', 'DELETE', 'CONNECT');
const REVIEW_VERSIONS = ['v1', 'v1beta1'];

/** MutatingWebhookConfiguration and ValidatingWebhookConfiguration. */
export function checkWebhooks(object: Field): void {
  for (const webhook of object.at('webhooks').items()) checkWebhook(webhook);
  checkUnique(object.at('webhooks'), 'name');
}

function checkWebhook(webhook: Field): void {
  webhook
    .at('name')
    .required(dnsSubdomain, (name) =>
      String(name).split('.').length < 3
        ? `must be a domain name of at least three parts such as "check.shop.example.com", got ${formatValue(name)}`
        : undefined,
    );
  for (const rule of webhook.at('rules').items()) checkRule(rule);
  webhook.at('failurePolicy').check(evenEmpty(oneOf('Ignore', 'Fail')));
  webhook.at('matchPolicy').check(evenEmpty(oneOf('Exact', 'Equivalent')));
  webhook.at('reinvocationPolicy').check(evenEmpty(oneOf('Never', 'IfNeeded')));
  webhook.at('sideEffects').required(oneOf('None', 'NoneOnDryRun'));
  webhook.at('timeoutSeconds').check(integerBetween(1, 30));
  checkSelector(webhook.at('namespaceSelector'));
  checkSelector(webhook.at('objectSelector'));
  checkClient(webhook.at('clientConfig'));
  const versions = webhook.at('admissionReviewVersions');
  for (const version of versions.items()) version.required(dnsLabel1035);
  checkNoDuplicates(versions);
  if (!versions.items().some((version) => REVIEW_VERSIONS.includes(String(version.value)))) {
    versions.report(`must have at least one of ${REVIEW_VERSIONS.join(', ')}, got ${formatValue(versions.value)}`);
  }
  checkMatchConditions(webhook.at('matchConditions'));
}

/** How a server reaches a webhook: by URL, or by a Service. */
export function checkClient(client: Field): void {
  const [url, service] = [client.at('url'), client.at('service')];
  if (isGiven(url) === isGiven(service)) {
    client.report(`must have exactly one of url, service, got ${isGiven(url) ? 'both' : 'none'}`);
    return;
  }
  url.check(evenEmpty(webhookUrl));
  if (!isGiven(service)) return;
  service.at('namespace').required(text);
  service.at('name').required(text);
  service.at('port').check(port);
  service
    .at('path')
    .check(
      evenEmpty((path) => (String(path).startsWith('/') ? undefined : `must start with "/", got ${formatValue(path)}`)),
    );
}

function webhookUrl(value: unknown): string | undefined {
  const problem = `must be an https URL without user, query and fragment, got ${formatValue(value)}`;
  try {
    const url = new URL(String(value));
    const isPlain = url.username === '' && url.search === '' && url.hash === '';
    return url.protocol === 'https:' && url.hostname !== '' && isPlain ? undefined : problem;
  } catch {
    return problem;
  }
}

/** Operations, groups, versions and resources that a webhook or policy is asked about. */
function checkRule(rule: Field): void {
  for (const operation of rule.at('operations').items()) operation.required(OPERATIONS);
  for (const list of ['apiVersions', 'resources']) {
    for (const item of rule.at(list).items()) item.required(text);
  }
  for (const list of ['operations', 'apiGroups', 'apiVersions', 'resources']) {
    const items = rule.at(list).items();
    if (items.length === 0) rule.at(list).report('must have at least one item');
    if (list !== 'resources') checkWildcard(rule.at(list));
  }
  checkResources(rule.at('resources'));
  rule.at('scope').check(evenEmpty(oneOf('*', 'Cluster', 'Namespaced')));
  const names = rule.at('resourceNames');
  for (const name of names.items()) name.check(evenEmpty(pathSegment));
  checkNoDuplicates(names);
}

/** A wildcard includes all others. */
export function checkWildcard(list: Field): void {
  const items = list.items();
  if (items.length > 1 && items.some((item) => item.value === '*')) {
    list.report(`must have nothing beside "*", got ${formatValue(list.value)}`);
  }
}

/** `pods`, `pods/log`, `pods/*`, `*`, `*\u002flog`, `*\u002f*`: none may include another. */
function checkResources(list: Field): void {
  const resources = list.items().map((item) => String(item.value));
  const hasPlain = resources.some((resource) => resource !== '*' && !resource.includes('/'));
  const [parents, children] = [new Set<string>(), new Set<string>()];
  for (const [index, resource] of resources.entries()) {
    const slash = resource.indexOf('/');
    if (slash < 0) continue;
    const [parent, child] = [resource.slice(0, slash), resource.slice(slash + 1)];
    if (parents.has(parent) || children.has(child)) {
      list.items()[index]?.report(`must not be included in another resource of the rule, got ${formatValue(resource)}`);
    }
    if (child === '*') parents.add(parent);
    if (parent === '*') children.add(child);
  }
  const includesAll = resources.includes('*/*') && resources.length > 1;
  // The server looks at the last resource without a subresource only.
  const last = resources.filter((resource) => !resource.includes('/')).at(-1);
  if (includesAll || (resources.includes('*') && hasPlain && last !== '*')) {
    list.report(`must have nothing that "*" includes beside it, got ${formatValue(list.value)}`);
  }
}

function checkMatchConditions(conditions: Field): void {
  for (const condition of conditions.items()) {
    condition.at('name').required(labelKey);
    condition.at('expression').required(expression);
  }
  if (conditions.items().length > 64) conditions.report(`must be at most 64, got ${conditions.items().length}`);
  checkUnique(conditions, 'name');
}

/** ValidatingAdmissionPolicy. */
export function checkAdmissionPolicy(object: Field): void {
  const spec = object.at('spec');
  const [param, constraints] = [spec.at('paramKind'), spec.at('matchConstraints')];
  if (isGiven(param)) {
    param.at('kind').required(text);
    param
      .at('apiVersion')
      .required(text, (version) =>
        /^([^/]+\/)?[^/]+$/.test(String(version))
          ? undefined
          : `must be an apiVersion such as apps/v1, got ${formatValue(version)}`,
      );
  }
  if (!isGiven(constraints)) constraints.report('is required');
  else if (constraints.at('resourceRules').items().length === 0) {
    constraints.at('resourceRules').report('must have at least one rule');
  }
  checkMatchResources(constraints);
  const [validations, annotations] = [spec.at('validations'), spec.at('auditAnnotations')];
  if (validations.items().length + annotations.items().length === 0) {
    validations.report('must have at least one validation, unless there are auditAnnotations');
  }
  for (const validation of validations.items()) {
    validation.at('expression').required(expression);
    validation.at('message').check(expression, singleLine);
    validation.at('messageExpression').check(expression);
    validation.at('reason').check(evenEmpty(oneOf('Unauthorized', 'Forbidden', 'Invalid', 'RequestEntityTooLarge')));
  }
  const name = object.at('metadata').at('name').text() ?? 'name';
  for (const annotation of annotations.items()) {
    annotation
      .at('key')
      .check(
        evenEmpty((key) =>
          labelKey(`${name}/${String(key)}`) === undefined ? undefined : (labelKey(key) ?? labelKey(`${name}/`)),
        ),
      );
    if (!annotation.at('key').present) annotation.at('key').report('is required');
    annotation.at('valueExpression').required(expression);
  }
  checkUnique(annotations, 'key');
  spec.at('failurePolicy').check(evenEmpty(oneOf('Ignore', 'Fail')));
  for (const variable of spec.at('variables').items()) {
    variable
      .at('name')
      .required((value) =>
        /^[A-Za-z_][A-Za-z0-9_]*$/.test(String(value))
          ? undefined
          : `must be a CEL identifier of letters, digits and "_", got ${formatValue(value)}`,
      );
    variable.at('expression').required(expression);
  }
  checkMatchConditions(spec.at('matchConditions'));
}

/** ValidatingAdmissionPolicyBinding. */
export function checkAdmissionPolicyBinding(object: Field): void {
  const spec = object.at('spec');
  spec.at('policyName').required(dnsSubdomain);
  const param = spec.at('paramRef');
  if (isGiven(param)) {
    const [name, selector] = [param.at('name'), param.at('selector')];
    name.check(pathSegment);
    checkSelector(selector);
    if (name.present === isGiven(selector)) {
      param.report(`must have exactly one of name, selector, got ${name.present ? 'both' : 'none'}`);
    }
    param.at('parameterNotFoundAction').required(oneOf('Allow', 'Deny'));
  }
  checkMatchResources(spec.at('matchResources'));
  const actions = spec.at('validationActions');
  for (const action of actions.items()) action.required(oneOf('Deny', 'Warn', 'Audit'));
  checkNoDuplicates(actions);
  const values = actions.items().map((action) => action.value);
  if (values.length === 0) actions.report('must have at least one action');
  if (values.includes('Deny') && values.includes('Warn')) actions.report('must not have both Deny and Warn');
}

function checkMatchResources(resources: Field): void {
  checkSelector(resources.at('namespaceSelector'));
  checkSelector(resources.at('objectSelector'));
  resources.at('matchPolicy').check(evenEmpty(oneOf('Exact', 'Equivalent')));
  for (const list of ['resourceRules', 'excludeResourceRules']) {
    for (const rule of resources.at(list).items()) checkRule(rule);
  }
}

function expression(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== ''
    ? undefined
    : `must be text that is not blank, got ${formatValue(value)}`;
}

function singleLine(value: unknown): string | undefined {
  return /[\r\n]/.test(String(value).trim()) ? `must be one line, got ${formatValue(value)}` : undefined;
}

function checkUnique(list: Field, member: string): void {
  const seen = new Set<string>();
  for (const item of list.items()) {
    const key = item.at(member).text();
    if (key === undefined) continue;
    if (seen.has(key)) item.at(member).report(`must be given once, got ${formatValue(key)} again`);
    seen.add(key);
  }
}

function checkNoDuplicates(list: Field): void {
  const seen = new Set<unknown>();
  for (const item of list.items()) {
    if (seen.has(item.value)) item.report(`must be given once, got ${formatValue(item.value)} again`);
    seen.add(item.value);
  }
}
