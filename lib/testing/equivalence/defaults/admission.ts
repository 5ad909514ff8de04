import { type DefaultTable } from './rule';

const webhook = (name: string) => `k8s.io/kubernetes/pkg/apis/admissionregistration/v1/defaults.go ${name}`;
const flow = (name: string) => `k8s.io/kubernetes/pkg/apis/flowcontrol/v1/defaults.go ${name}`;

/** admissionregistration and flowcontrol. */
export const ADMISSION_DEFAULTS: DefaultTable = [
  ...['ValidatingWebhook', 'MutatingWebhook'].flatMap((type): DefaultTable => {
    const on = `admissionregistration.${type}`;
    const source = webhook(`SetDefaults_${type}`);
    return [
      { on, set: 'failurePolicy', to: 'Fail', source },
      { on, set: 'matchPolicy', to: 'Equivalent', source },
      { on, set: 'namespaceSelector', to: () => ({}), source },
      { on, set: 'objectSelector', to: () => ({}), source },
      { on, set: 'timeoutSeconds', to: 10, source },
    ];
  }),
  {
    on: 'admissionregistration.MutatingWebhook',
    set: 'reinvocationPolicy',
    to: 'Never',
    source: webhook('SetDefaults_MutatingWebhook'),
  },
  ...['RuleWithOperations', 'NamedRuleWithOperations'].map((type) => ({
    on: `admissionregistration.${type}`,
    set: 'scope',
    to: '*',
    source: webhook('SetDefaults_Rule'),
  })),
  {
    on: 'admissionregistration.ServiceReference',
    set: 'port',
    to: 443,
    source: webhook('SetDefaults_ServiceReference'),
  },
  {
    on: 'admissionregistration.ValidatingAdmissionPolicySpec',
    set: 'failurePolicy',
    to: 'Fail',
    source: webhook('SetDefaults_ValidatingAdmissionPolicySpec'),
  },
  {
    on: 'admissionregistration.MatchResources',
    set: 'matchPolicy',
    to: 'Equivalent',
    source: webhook('SetDefaults_MatchResources'),
  },
  ...['namespaceSelector', 'objectSelector'].map((set) => ({
    on: 'admissionregistration.MatchResources',
    set,
    to: () => ({}),
    source: webhook('SetDefaults_MatchResources'),
  })),
  { on: 'flowcontrol.FlowSchemaSpec', set: 'matchingPrecedence', to: 1000, source: flow('SetDefaults_FlowSchemaSpec') },
  ...['nominalConcurrencyShares', 'lendablePercent'].map((set) => ({
    on: 'flowcontrol.ExemptPriorityLevelConfiguration',
    set,
    to: 0,
    source: flow('SetDefaults_ExemptPriorityLevelConfiguration'),
  })),
  {
    on: 'flowcontrol.LimitedPriorityLevelConfiguration',
    set: 'nominalConcurrencyShares',
    to: 30,
    source: flow('SetDefaults_LimitedPriorityLevelConfiguration'),
  },
  {
    on: 'flowcontrol.LimitedPriorityLevelConfiguration',
    set: 'lendablePercent',
    to: 0,
    source: flow('SetDefaults_LimitedPriorityLevelConfiguration'),
  },
  { on: 'flowcontrol.QueuingConfiguration', set: 'handSize', to: 8, source: flow('SetDefaults_QueuingConfiguration') },
  { on: 'flowcontrol.QueuingConfiguration', set: 'queues', to: 64, source: flow('SetDefaults_QueuingConfiguration') },
  {
    on: 'flowcontrol.QueuingConfiguration',
    set: 'queueLengthLimit',
    to: 50,
    source: flow('SetDefaults_QueuingConfiguration'),
  },
];
