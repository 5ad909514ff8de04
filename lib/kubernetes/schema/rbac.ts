/** Fields of the rbac types, in the notation that `notation.ts` explains. */
export const RBAC = `
AggregationRule: clusterRoleSelectors [meta.LabelSelector]
ClusterRole: metadata meta.ObjectMeta, rules [PolicyRule], aggregationRule *AggregationRule
ClusterRoleBinding: metadata meta.ObjectMeta, subjects [Subject], roleRef RoleRef
PolicyRule: verbs [string], apiGroups [string], resources [string], resourceNames [string], nonResourceURLs [string]
Role: metadata meta.ObjectMeta, rules [PolicyRule]
RoleBinding: metadata meta.ObjectMeta, subjects [Subject], roleRef RoleRef
RoleRef: apiGroup string, kind string, name string
Subject: kind string, apiGroup string, name string, namespace string
`;
