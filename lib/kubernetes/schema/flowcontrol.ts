/** Fields of the flowcontrol types, in the notation that `notation.ts` explains. */
export const FLOWCONTROL = `
ExemptPriorityLevelConfiguration: nominalConcurrencyShares *int, lendablePercent *int
FlowDistinguisherMethod: type string
FlowSchema: metadata meta.ObjectMeta, spec FlowSchemaSpec, status any
FlowSchemaSpec: priorityLevelConfiguration PriorityLevelConfigurationReference, matchingPrecedence int,
  distinguisherMethod *FlowDistinguisherMethod, rules [PolicyRulesWithSubjects]
GroupSubject: name string
LimitResponse: type string, queuing *QueuingConfiguration
LimitedPriorityLevelConfiguration: nominalConcurrencyShares *int, limitResponse LimitResponse, lendablePercent *int,
  borrowingLimitPercent *int
NonResourcePolicyRule: verbs [string]/, nonResourceURLs [string]/
PolicyRulesWithSubjects: subjects [Subject], resourceRules [ResourcePolicyRule],
  nonResourceRules [NonResourcePolicyRule]
PriorityLevelConfiguration: metadata meta.ObjectMeta, spec PriorityLevelConfigurationSpec, status any
PriorityLevelConfigurationReference: name string
PriorityLevelConfigurationSpec: type string, limited *LimitedPriorityLevelConfiguration,
  exempt *ExemptPriorityLevelConfiguration
QueuingConfiguration: queues int, handSize int, queueLengthLimit int
ResourcePolicyRule: verbs [string]/, apiGroups [string]/, resources [string]/, clusterScope bool,
  namespaces [string]/
ServiceAccountSubject: namespace string, name string
Subject: kind string, user *UserSubject, group *GroupSubject, serviceAccount *ServiceAccountSubject
UserSubject: name string
`;
