/** Fields of the networking types, in the notation that `notation.ts` explains. */
export const NETWORKING = `
HTTPIngressPath: path string, pathType *string, backend IngressBackend
HTTPIngressRuleValue: paths [HTTPIngressPath]
IPBlock: cidr string, except [string]
Ingress: metadata meta.ObjectMeta, spec IngressSpec, status any
IngressBackend: service *IngressServiceBackend, resource *core.TypedLocalObjectReference
IngressClass: metadata meta.ObjectMeta, spec IngressClassSpec
IngressClassParametersReference: apiGroup *string, kind string, name string, scope *string, namespace *string
IngressClassSpec: controller string, parameters *IngressClassParametersReference
IngressRule: host string, http *HTTPIngressRuleValue
IngressServiceBackend: name string, port ServiceBackendPort
IngressSpec: ingressClassName *string, defaultBackend *IngressBackend, tls [IngressTLS], rules [IngressRule]
IngressTLS: hosts [string], secretName string
NetworkPolicy: metadata meta.ObjectMeta, spec NetworkPolicySpec
NetworkPolicyEgressRule: ports [NetworkPolicyPort], to [NetworkPolicyPeer]
NetworkPolicyIngressRule: ports [NetworkPolicyPort], from [NetworkPolicyPeer]
NetworkPolicyPeer: podSelector *meta.LabelSelector, namespaceSelector *meta.LabelSelector, ipBlock *IPBlock
NetworkPolicyPort: protocol *string, port *intstr, endPort *int
NetworkPolicySpec: podSelector meta.LabelSelector, ingress [NetworkPolicyIngressRule],
  egress [NetworkPolicyEgressRule], policyTypes [string]
ServiceBackendPort: name string, number int
`;
