import { allContainers, type Container, type Handler, type PodTemplate } from './manifest';

/** One control of the Pod Security Standard: its name there, and where a pod breaks it. */
export interface Control {
  readonly name: string;
  readonly violations: (pod: PodTemplate) => string[];
}

const APP_ARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';
const APP_ARMOR_TYPES = ['RuntimeDefault', 'Localhost'];
const SECCOMP_TYPES = ['RuntimeDefault', 'Localhost'];
const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];
const SAFE_SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];
const VOLUME_TYPES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/**
 * The controls of the level "restricted", those of "baseline" among them. Where "restricted" asks more than "baseline"
 * of one field, only the stricter stands here.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const RESTRICTED: readonly Control[] = [
  control('HostProcess', ({ spec }) => [
    ...(spec.securityContext?.windowsOptions?.hostProcess ? ['pod'] : []),
    ...containers(spec, ({ securityContext }) => securityContext?.windowsOptions?.hostProcess === true),
  ]),
  control('Host Namespaces', ({ spec }) =>
    (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => spec[field] === true),
  ),
  control('Privileged Containers', ({ spec }) =>
    containers(spec, ({ securityContext }) => securityContext?.privileged === true),
  ),
  control('HostPath Volumes', ({ spec }) =>
    (spec.volumes ?? []).filter((volume) => volume.hostPath !== undefined).map(({ name }) => name),
  ),
  control('Host Ports', ({ spec }) =>
    containers(spec, ({ ports }) => (ports ?? []).some(({ hostPort }) => hostPort !== undefined && hostPort !== 0)),
  ),
  control('Host Probes / Lifecycle Hooks', ({ spec }) =>
    containers(spec, (container) =>
      handlersOf(container).some(({ httpGet, tcpSocket }) => httpGet?.host || tcpSocket?.host),
    ),
  ),
  control('AppArmor', ({ metadata, spec }) => [
    ...(wrong(spec.securityContext?.appArmorProfile?.type, APP_ARMOR_TYPES) ? ['pod'] : []),
    ...containers(spec, ({ securityContext }) => wrong(securityContext?.appArmorProfile?.type, APP_ARMOR_TYPES)),
    ...Object.entries(metadata?.annotations ?? {})
      .filter(
        ([name, value]) => name.startsWith(APP_ARMOR_ANNOTATION) && !/^(runtime\/default|localhost\/.*|)$/.test(value),
      )
      .map(([name]) => name),
  ]),
  control('SELinux', ({ spec }) => [
    ...(badSeLinux(spec.securityContext?.seLinuxOptions) ? ['pod'] : []),
    ...containers(spec, ({ securityContext }) => badSeLinux(securityContext?.seLinuxOptions)),
  ]),
  control('/proc Mount Type', ({ spec }) =>
    containers(spec, ({ securityContext }) => wrong(securityContext?.procMount, ['Default'])),
  ),
  control('Sysctls', ({ spec }) =>
    (spec.securityContext?.sysctls ?? []).map(({ name }) => name).filter((name) => !SAFE_SYSCTLS.includes(name)),
  ),
  control('Volume Types', ({ spec }) =>
    (spec.volumes ?? [])
      .filter((volume) => !Object.keys(volume).every((key) => key === 'name' || VOLUME_TYPES.includes(key)))
      .map(({ name }) => name),
  ),
  control('Privilege Escalation', ({ spec }) =>
    containers(spec, ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false),
  ),
  control('Running as Non-root', ({ spec }) =>
    containers(
      spec,
      ({ securityContext }) => (securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) !== true,
    ),
  ),
  control('Running as Non-root user', ({ spec }) => [
    ...(spec.securityContext?.runAsUser === 0 ? ['pod'] : []),
    ...containers(spec, ({ securityContext }) => securityContext?.runAsUser === 0),
  ]),
  control('Seccomp', ({ spec }) => [
    ...(wrong(spec.securityContext?.seccompProfile?.type, SECCOMP_TYPES) ? ['pod'] : []),
    ...containers(spec, ({ securityContext }) => {
      const type = securityContext?.seccompProfile?.type ?? spec.securityContext?.seccompProfile?.type;
      return type === undefined || !SECCOMP_TYPES.includes(type);
    }),
  ]),
  control('Capabilities', ({ spec }) =>
    containers(spec, ({ securityContext }) => {
      const { add = [], drop = [] } = securityContext?.capabilities ?? {};
      return !drop.includes('ALL') || add.some((capability) => capability !== 'NET_BIND_SERVICE');
    }),
  ),
];

function control(name: string, violations: Control['violations']): Control {
  return { name, violations };
}

function containers(spec: PodTemplate['spec'], breaks: (container: Container) => unknown): string[] {
  return allContainers(spec)
    .filter((container) => breaks(container))
    .map(({ name }) => name);
}

function handlersOf({ livenessProbe, readinessProbe, startupProbe, lifecycle }: Container): Handler[] {
  return [livenessProbe, readinessProbe, startupProbe, lifecycle?.preStop, lifecycle?.postStart].filter(
    (handler) => handler !== undefined,
  );
}

function wrong(value: string | undefined, allowed: readonly string[]): boolean {
  return value !== undefined && !allowed.includes(value);
}

function badSeLinux(options: { type?: string; user?: string; role?: string } | undefined): boolean {
  return wrong(options?.type, SELINUX_TYPES) || Boolean(options?.user) || Boolean(options?.role);
}
