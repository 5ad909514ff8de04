/** Fields of the core types, in the notation that `notation.ts` explains. */
export const CORE_POD = `
AppArmorProfile: type string, localhostProfile *string
Capabilities: add [string], drop [string]
ConfigMapEnvSource: name string, optional *bool
ConfigMapKeySelector: name string, key string, optional *bool
Container: name string, image string, command [string], args [string], workingDir string,
  ports [ContainerPort]/containerPort+protocol, envFrom [EnvFromSource], env [EnvVar]/name,
  resources ResourceRequirements, resizePolicy [ContainerResizePolicy], restartPolicy *string,
  volumeMounts [VolumeMount]/mountPath, volumeDevices [VolumeDevice]/devicePath, livenessProbe *Probe,
  readinessProbe *Probe, startupProbe *Probe, lifecycle *Lifecycle, terminationMessagePath string,
  terminationMessagePolicy string, imagePullPolicy string, securityContext *SecurityContext, stdin bool,
  stdinOnce bool, tty bool, restartPolicyRules [ContainerRestartRule]
ContainerPort: name string, hostPort int, containerPort int, protocol string, hostIP string
ContainerResizePolicy: resourceName string, restartPolicy string
ContainerRestartRule: action string, exitCodes *ContainerRestartRuleOnExitCodes
ContainerRestartRuleOnExitCodes: operator string, values [int]/
EnvFromSource: prefix string, configMapRef *ConfigMapEnvSource, secretRef *SecretEnvSource
EnvVar: name string, value string, valueFrom *EnvVarSource
EnvVarSource: fieldRef *ObjectFieldSelector, resourceFieldRef *ResourceFieldSelector,
  configMapKeyRef *ConfigMapKeySelector, secretKeyRef *SecretKeySelector,
  fileKeyRef *FileKeySelector
EphemeralContainer: name string, image string, command [string], args [string], workingDir string,
  ports [ContainerPort]/containerPort+protocol, envFrom [EnvFromSource], env [EnvVar]/name,
  resources ResourceRequirements, resizePolicy [ContainerResizePolicy], restartPolicy *string,
  volumeMounts [VolumeMount]/mountPath, volumeDevices [VolumeDevice]/devicePath, livenessProbe *Probe,
  readinessProbe *Probe, startupProbe *Probe, lifecycle *Lifecycle, terminationMessagePath string,
  terminationMessagePolicy string, imagePullPolicy string, securityContext *SecurityContext, stdin bool,
  stdinOnce bool, tty bool, targetContainerName string,
  restartPolicyRules [ContainerRestartRule]
EvictionResponder: name string, priority *int
ExecAction: command [string]
FileKeySelector: volumeName string, path string, key string, optional *bool
GRPCAction: port int, service *string, mode *string
HTTPGetAction: path string, port intstr, host string, scheme string, httpHeaders [HTTPHeader],
  protocol *string
HTTPHeader: name string, value string
HostAlias: ip string, hostnames [string]
Lifecycle: postStart *LifecycleHandler, preStop *LifecycleHandler, stopSignal *string
LifecycleHandler: exec *ExecAction, httpGet *HTTPGetAction, tcpSocket *TCPSocketAction, sleep *SleepAction
LocalObjectReference: name string
ObjectFieldSelector: apiVersion string, fieldPath string
Pod: metadata meta.ObjectMeta, spec PodSpec, status any
PodDNSConfig: nameservers [string], searches [string], options [PodDNSConfigOption]
PodDNSConfigOption: name string, value *string
PodOS: name string
PodReadinessGate: conditionType string
PodResourceClaim: name string, resourceClaimName *string, resourceClaimTemplateName *string
PodSchedulingGate: name string
PodSchedulingGroup: podGroupName *string
PodSecurityContext: seLinuxOptions *SELinuxOptions, windowsOptions *WindowsSecurityContextOptions, runAsUser *int,
  runAsGroup *int, runAsNonRoot *bool, supplementalGroups [int], supplementalGroupsPolicy *string, fsGroup *int,
  sysctls [Sysctl], fsGroupChangePolicy *string, seccompProfile *SeccompProfile, appArmorProfile *AppArmorProfile,
  seLinuxChangePolicy *string
PodSpec: volumes [Volume]/name, initContainers [Container]#name, containers [Container]#name,
  ephemeralContainers [EphemeralContainer]/name, restartPolicy string, terminationGracePeriodSeconds *int,
  activeDeadlineSeconds *int, dnsPolicy string, nodeSelector {string}, serviceAccountName string,
  serviceAccount string, automountServiceAccountToken *bool, nodeName string, hostNetwork bool, hostPID bool,
  hostIPC bool, shareProcessNamespace *bool, securityContext *PodSecurityContext,
  imagePullSecrets [LocalObjectReference]/name, hostname string, subdomain string, affinity *Affinity,
  schedulerName string, tolerations [Toleration], hostAliases [HostAlias]/ip, priorityClassName string,
  priority *int, dnsConfig *PodDNSConfig, readinessGates [PodReadinessGate], runtimeClassName *string,
  enableServiceLinks *bool, preemptionPolicy *string, overhead {quantity},
  topologySpreadConstraints [TopologySpreadConstraint]/topologyKey+whenUnsatisfiable, setHostnameAsFQDN *bool,
  os *PodOS, hostUsers *bool, schedulingGates [PodSchedulingGate]/name, resourceClaims [PodResourceClaim]/name,
  resources *ResourceRequirements, hostnameOverride *string, schedulingGroup *PodSchedulingGroup,
  evictionResponders [EvictionResponder]/name
PodTemplate: metadata meta.ObjectMeta, template PodTemplateSpec
PodTemplateSpec: metadata meta.ObjectMeta, spec PodSpec
Probe: exec *ExecAction, httpGet *HTTPGetAction, tcpSocket *TCPSocketAction, grpc *GRPCAction,
  initialDelaySeconds int, timeoutSeconds int, periodSeconds int, successThreshold int, failureThreshold int,
  terminationGracePeriodSeconds *int
ResourceClaim: name string, request string
ResourceFieldSelector: containerName string, resource string, divisor quantity
ResourceRequirements: limits {quantity}, requests {quantity}, claims [ResourceClaim]/name
SELinuxOptions: user string, role string, type string, level string
SeccompProfile: type string, localhostProfile *string
SecretEnvSource: name string, optional *bool
SecretKeySelector: name string, key string, optional *bool
SecurityContext: capabilities *Capabilities, privileged *bool, seLinuxOptions *SELinuxOptions,
  windowsOptions *WindowsSecurityContextOptions, runAsUser *int, runAsGroup *int, runAsNonRoot *bool,
  readOnlyRootFilesystem *bool, allowPrivilegeEscalation *bool, procMount *string, seccompProfile *SeccompProfile,
  appArmorProfile *AppArmorProfile
SleepAction: seconds int
Sysctl: name string, value string
TCPSocketAction: port intstr, host string
VolumeDevice: name string, devicePath string
VolumeMount: name string, readOnly bool, recursiveReadOnly *string, mountPath string, subPath string,
  mountPropagation *string, subPathExpr string, bindMountOptions [string]/
WindowsSecurityContextOptions: gmsaCredentialSpecName *string, gmsaCredentialSpec *string, runAsUserName *string,
  hostProcess *bool
`;
