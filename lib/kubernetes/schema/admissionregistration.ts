/** Fields of the admissionregistration types, in the notation that `notation.ts` explains. */
export const ADMISSIONREGISTRATION = `
AuditAnnotation: key string, valueExpression string
MatchCondition: name string, expression string
MatchResources: namespaceSelector *meta.LabelSelector, objectSelector *meta.LabelSelector,
  resourceRules [NamedRuleWithOperations], excludeResourceRules [NamedRuleWithOperations], matchPolicy *string
MutatingWebhook: name string, clientConfig WebhookClientConfig, rules [RuleWithOperations], failurePolicy *string,
  matchPolicy *string, namespaceSelector *meta.LabelSelector, objectSelector *meta.LabelSelector,
  sideEffects *string, timeoutSeconds *int, admissionReviewVersions [string], reinvocationPolicy *string,
  matchConditions [MatchCondition]/name
MutatingWebhookConfiguration: metadata meta.ObjectMeta, webhooks [MutatingWebhook]#name
NamedRuleWithOperations: resourceNames [string], operations [string], apiGroups [string], apiVersions [string],
  resources [string], scope *string
ParamKind: apiVersion string, kind string
ParamRef: name string, namespace string, selector *meta.LabelSelector, parameterNotFoundAction *string
RuleWithOperations: operations [string], apiGroups [string], apiVersions [string], resources [string], scope *string
ServiceReference: namespace string, name string, path *string, port *int
ValidatingAdmissionPolicy: metadata meta.ObjectMeta, spec ValidatingAdmissionPolicySpec, status any
ValidatingAdmissionPolicyBinding: metadata meta.ObjectMeta, spec ValidatingAdmissionPolicyBindingSpec
ValidatingAdmissionPolicyBindingSpec: policyName string, paramRef *ParamRef, matchResources *MatchResources,
  validationActions [string]/
ValidatingAdmissionPolicySpec: paramKind *ParamKind, matchConstraints *MatchResources, validations [Validation],
  failurePolicy *string, auditAnnotations [AuditAnnotation], matchConditions [MatchCondition]/name,
  variables [Variable]/name
ValidatingWebhook: name string, clientConfig WebhookClientConfig, rules [RuleWithOperations], failurePolicy *string,
  matchPolicy *string, namespaceSelector *meta.LabelSelector, objectSelector *meta.LabelSelector,
  sideEffects *string, timeoutSeconds *int, admissionReviewVersions [string], matchConditions [MatchCondition]/name
ValidatingWebhookConfiguration: metadata meta.ObjectMeta, webhooks [ValidatingWebhook]/name
Validation: expression string, message string, reason *string, messageExpression string
Variable: name string, expression string
WebhookClientConfig: url *string, service *ServiceReference, caBundle bytes
`;
