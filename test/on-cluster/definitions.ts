/** Kinds of other projects that the production apps use: their definitions, as far as an API server needs them. */
export const DEFINITIONS = [
  ['servicemonitors', 'ServiceMonitor'],
  ['prometheusrules', 'PrometheusRule'],
].map(([plural = '', kind = '']) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${plural}.monitoring.coreos.com` },
  spec: {
    group: 'monitoring.coreos.com',
    scope: 'Namespaced',
    names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
}));
