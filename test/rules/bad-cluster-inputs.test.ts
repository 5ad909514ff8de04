import { ABSENT, testBadInputs, TWICE } from './bad-inputs';

testBadInputs('Role', [
  ['rules.0.verbs', [], ['rules[0].verbs: must have at least one verb']],
  ['rules.0.resources', [], ['rules[0].resources: must have at least one item ("" is the core group)']],
  [
    'rules.0.nonResourceURLs',
    ['/metrics'],
    [
      'rules[0].nonResourceURLs: must be absent in a Role: only a ClusterRole allows URLs',
      'rules[0].apiGroups: must be absent beside nonResourceURLs',
      'rules[0].resources: must be absent beside nonResourceURLs',
    ],
  ],
]);

testBadInputs('ClusterRole', [
  [
    'aggregationRule.clusterRoleSelectors',
    [],
    ['aggregationRule.clusterRoleSelectors: must have at least one selector'],
  ],
  ['metadata.namespace', 'shop', ['metadata.namespace: must be absent: a ClusterRole has no namespace, got "shop"']],
]);

testBadInputs('ClusterRoleBinding', [
  ['roleRef.kind', 'Role', ['roleRef.kind: must be one of ClusterRole, got "Role"']],
  ['roleRef.name', ABSENT, ['roleRef.name: is required']],
  ['subjects.0.namespace', ABSENT, ['subjects[0].namespace: is required']],
  ['subjects.1.kind', 'Robot', ['subjects[1].kind: must be one of User, Group, ServiceAccount, got "Robot"']],
]);

testBadInputs('ValidatingWebhookConfiguration', [
  [
    'webhooks.0.name',
    'check',
    ['webhooks[0].name: must be a domain name of at least three parts such as "check.shop.example.com", got "check"'],
  ],
  ['webhooks.0', TWICE, ['webhooks[1].name: must be given once, got "check.shop.example.com" again']],
  ['webhooks.0.sideEffects', ABSENT, ['webhooks[0].sideEffects: is required']],
  [
    'webhooks.0.admissionReviewVersions',
    ['v2'],
    ['webhooks[0].admissionReviewVersions: must have at least one of v1, v1beta1, got ["v2"]'],
  ],
  ['webhooks.0.clientConfig', {}, ['webhooks[0].clientConfig: must have exactly one of url, service, got none']],
  [
    'webhooks.0.rules.0.operations.0',
    'READ',
    ['webhooks[0].rules[0].operations[0]: must be one of *, CREATE, UPDATE, DELETE, CONNECT, got "READ"'],
  ],
  ['webhooks.0.timeoutSeconds', 31, ['webhooks[0].timeoutSeconds: must be between 1 and 30, got 31']],
]);

testBadInputs('ValidatingAdmissionPolicy', [
  ['spec.matchConstraints', ABSENT, ['spec.matchConstraints: is required']],
  ['spec.validations', [], ['spec.validations: must have at least one validation, unless there are auditAnnotations']],
  ['spec.validations.0.expression', ' ', ['spec.validations[0].expression: must be text that is not blank, got " "']],
]);

testBadInputs('ValidatingAdmissionPolicyBinding', [
  ['spec.policyName', ABSENT, ['spec.policyName: is required']],
  ['spec.validationActions.0', 'Refuse', ['spec.validationActions[0]: must be one of Deny, Warn, Audit, got "Refuse"']],
  ['spec.paramRef.name', ABSENT, ['spec.paramRef: must have exactly one of name, selector, got none']],
]);

testBadInputs('LimitRange', [
  [
    'spec.limits.0.min.cpu',
    '3',
    [
      'spec.limits[0].min.cpu: must be at most max',
      'spec.limits[0].defaultRequest.cpu: must be at least min',
      'spec.limits[0].default.cpu: must be at least min',
      'spec.limits[0].maxLimitRequestRatio.cpu: must be at most max divided by min, got "10"',
    ],
  ],
  [
    'spec.limits.0.type',
    'Job',
    ['spec.limits[0].type: must be a limit type or a name with a domain such as example.com/gpu, got "Job"'],
  ],
  ['spec.limits.1.min', ABSENT, ['spec.limits[1]: must have min or max of storage with type PersistentVolumeClaim']],
]);

testBadInputs('ResourceQuota', [
  ['spec.hard.pods', '1.5', ['spec.hard.pods: must be a whole number, got "1.5"']],
  [
    'spec.scopeSelector.matchExpressions.0.values',
    [],
    ['spec.scopeSelector.matchExpressions[0].values: is required with operator In'],
  ],
  [
    'spec.scopes',
    ['Running'],
    [
      'spec.scopes[0]: must be one of Terminating, NotTerminating, BestEffort, NotBestEffort, PriorityClass, CrossNamespacePodAffinity, VolumeAttributesClass, got "Running"',
    ],
  ],
]);

testBadInputs('ReplicationController', [
  [
    'spec.selector',
    { app: 'api' },
    ['spec.template.metadata.labels: must match the selector {"app":"api"}, got {"app":"web"}'],
  ],
]);

testBadInputs('IngressClass', [
  [
    'spec.controller',
    'ingress',
    ['spec.controller: must be a path after a domain such as "example.com/ingress", got "ingress"'],
  ],
  ['spec.parameters.namespace', ABSENT, ['spec.parameters.namespace: is required']],
]);

testBadInputs('PriorityClass', [
  ['value', 2_000_000_000, ['value: must be between -2147483648 and 1000000000, got 2000000000']],
  [
    'metadata.name',
    'system-x',
    ['metadata.name: must not start with "system-", which the system keeps, got "system-x"'],
  ],
]);

testBadInputs('RuntimeClass', [
  ['handler', 'run.sc', ['handler: must be a lowercase RFC 1123 label of at most 63 characters, got "run.sc"']],
]);

testBadInputs('CSIDriver', [
  ['spec.tokenRequests.0', TWICE, ['spec.tokenRequests[1].audience: must be given once, got "vault" again']],
]);

testBadInputs('FlowSchema', [
  ['spec.matchingPrecedence', 1, ['spec.matchingPrecedence: must be above 1, except for the schema "exempt"']],
  ['spec.rules.0.subjects', [], ['spec.rules[0].subjects: must have at least one subject']],
]);

testBadInputs('PriorityLevelConfiguration', [
  [
    'spec.type',
    'Exempt',
    ['spec.type: must be Limited, unless the name is "exempt"', 'spec.limited: must be absent with type Exempt'],
  ],
  ['spec.limited.limitResponse.queuing', ABSENT, ['spec.limited.limitResponse.queuing: is required with type Queue']],
]);
