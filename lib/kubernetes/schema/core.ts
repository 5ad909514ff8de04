/** Fields of the core types, in the notation that `notation.ts` explains. */
export const CORE = `
ClientIPConfig: timeoutSeconds *int
ConfigMap: metadata meta.ObjectMeta, immutable *bool, data {string}, binaryData {bytes}
ConfigMapNodeConfigSource: namespace string, name string, uid string, resourceVersion string,
  kubeletConfigKey string
EndpointAddress: ip string, hostname string, nodeName *string, targetRef *ObjectReference
EndpointPort: name string, port int, protocol string, appProtocol *string
EndpointSubset: addresses [EndpointAddress], notReadyAddresses [EndpointAddress], ports [EndpointPort]
Endpoints: metadata meta.ObjectMeta, subsets [EndpointSubset]
LimitRange: metadata meta.ObjectMeta, spec LimitRangeSpec
LimitRangeItem: type string, max {quantity}, min {quantity}, default {quantity}, defaultRequest {quantity},
  maxLimitRequestRatio {quantity}
LimitRangeSpec: limits [LimitRangeItem]
Namespace: metadata meta.ObjectMeta, spec NamespaceSpec, status any
NamespaceSpec: finalizers [string]
Node: metadata meta.ObjectMeta, spec NodeSpec, status any
NodeConfigSource: configMap *ConfigMapNodeConfigSource
NodeSpec: podCIDR string, podCIDRs [string]/, providerID string, unschedulable bool, taints [Taint],
  configSource *NodeConfigSource, externalID string, podPreemptionPolicy any
ObjectReference: kind string, namespace string, name string, uid string, apiVersion string, resourceVersion string,
  fieldPath string
ReplicationController: metadata meta.ObjectMeta, spec ReplicationControllerSpec, status any
ReplicationControllerSpec: replicas *int, minReadySeconds int, selector {string}, template *PodTemplateSpec
ResourceQuota: metadata meta.ObjectMeta, spec ResourceQuotaSpec, status any
ResourceQuotaSpec: hard {quantity}, scopes [string], scopeSelector *ScopeSelector
ScopeSelector: matchExpressions [ScopedResourceSelectorRequirement]
ScopedResourceSelectorRequirement: scopeName string, operator string, values [string]
Secret: metadata meta.ObjectMeta, immutable *bool, data {bytes}, stringData {string}, type string
Service: metadata meta.ObjectMeta, spec ServiceSpec, status any
ServiceAccount: metadata meta.ObjectMeta, secrets [ObjectReference]/name,
  imagePullSecrets [LocalObjectReference]/name, automountServiceAccountToken *bool
ServicePort: name string, protocol string, appProtocol *string, port int, targetPort intstr, nodePort int
ServiceSpec: ports [ServicePort]/port+protocol, selector {string}, clusterIP string, clusterIPs [string],
  type string, externalIPs [string], sessionAffinity string, loadBalancerIP string,
  loadBalancerSourceRanges [string], externalName string, externalTrafficPolicy string, healthCheckNodePort int,
  publishNotReadyAddresses bool, sessionAffinityConfig *SessionAffinityConfig, ipFamilies [string],
  ipFamilyPolicy *string, allocateLoadBalancerNodePorts *bool, loadBalancerClass *string,
  internalTrafficPolicy *string, trafficDistribution *string
Taint: key string, value string, effect string, timeAdded *time
TopologySelectorLabelRequirement: key string, values [string]
TopologySelectorTerm: matchLabelExpressions [TopologySelectorLabelRequirement]
`;
