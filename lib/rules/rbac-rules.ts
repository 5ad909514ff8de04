import { evenEmpty, type Field, formatValue } from './field';
import { dnsSubdomain, oneOf, pathSegment, text } from './names';
import { isGiven } from './probe-rules';
import { checkSelector } from './selector-rules';

// Source: pkg/apis/rbac/validation/validation.go.

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** Role. */
export function checkRole(object: Field): void {
  for (const rule of object.at('rules').items()) checkRule(rule, false);
}

/** ClusterRole. */
export function checkClusterRole(object: Field): void {
  for (const rule of object.at('rules').items()) checkRule(rule, true);
  const aggregation = object.at('aggregationRule');
  if (!isGiven(aggregation)) return;
  const selectors = aggregation.at('clusterRoleSelectors');
  if (selectors.items().length === 0) selectors.report('must have at least one selector');
  for (const selector of selectors.items()) checkSelector(selector);
}

function checkRule(rule: Field, isClusterRole: boolean): void {
  if (rule.at('verbs').items().length === 0) rule.at('verbs').report('must have at least one verb');
  const urls = rule.at('nonResourceURLs');
  const lists = ['apiGroups', 'resources'] as const;
  if (urls.items().length > 0) {
    if (!isClusterRole) urls.report('must be absent in a Role: only a ClusterRole allows URLs');
    for (const list of [...lists, 'resourceNames']) {
      if (rule.at(list).items().length > 0) rule.at(list).report('must be absent beside nonResourceURLs');
    }
    return;
  }
  for (const list of lists) {
    if (rule.at(list).items().length === 0) rule.at(list).report('must have at least one item ("" is the core group)');
  }
}

/** RoleBinding. */
export function checkRoleBinding(object: Field): void {
  checkBinding(object, ['ClusterRole', 'Role'], false);
}

/** ClusterRoleBinding. */
export function checkClusterRoleBinding(object: Field): void {
  checkBinding(object, ['ClusterRole'], true);
}

function checkBinding(object: Field, kinds: readonly string[], needsNamespace: boolean): void {
  const role = object.at('roleRef');
  role.at('apiGroup').check(oneOf(RBAC_GROUP));
  role.at('kind').required(oneOf(...kinds));
  role.at('name').required(text, pathSegment);
  for (const subject of object.at('subjects').items()) {
    subject.at('kind').required(oneOf('User', 'Group', 'ServiceAccount'));
    if (subject.at('kind').value !== 'ServiceAccount') {
      subject.at('name').required(text);
      subject.at('apiGroup').check(oneOf(RBAC_GROUP));
      continue;
    }
    subject.at('name').required(dnsSubdomain);
    subject
      .at('apiGroup')
      .check(
        evenEmpty((group) =>
          group === '' ? undefined : `must be absent for a ServiceAccount, got ${formatValue(group)}`,
        ),
      );
    if (needsNamespace) subject.at('namespace').required(text);
  }
}
