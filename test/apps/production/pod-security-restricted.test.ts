import { type Container, type PodTemplate } from './manifest';
import { RESTRICTED } from './pod-security-restricted';

interface Case {
  readonly control: string;
  readonly allowed: ReadonlyArray<(pod: PodTemplate, container: Container) => void>;
  readonly forbidden: ReadonlyArray<(pod: PodTemplate, container: Container) => void>;
}

const CASES: readonly Case[] = [
  {
    control: 'HostProcess',
    allowed: [(_, container) => Object.assign(container.securityContext!, { windowsOptions: { hostProcess: false } })],
    forbidden: [
      ({ spec }) => (spec.securityContext!.windowsOptions = { hostProcess: true }),
      (_, container) => (container.securityContext!.windowsOptions = { hostProcess: true }),
    ],
  },
  {
    control: 'Host Namespaces',
    allowed: [({ spec }) => (spec.hostNetwork = false)],
    forbidden: [
      ({ spec }) => (spec.hostNetwork = true),
      ({ spec }) => (spec.hostPID = true),
      ({ spec }) => (spec.hostIPC = true),
    ],
  },
  {
    control: 'Privileged Containers',
    allowed: [(_, container) => (container.securityContext!.privileged = false)],
    forbidden: [
      (_, container) => (container.securityContext!.privileged = true),
      ({ spec }, container) =>
        (spec.initContainers = [{ ...container, name: 'init', securityContext: { privileged: true } }]),
    ],
  },
  {
    control: 'HostPath Volumes',
    allowed: [({ spec }) => spec.volumes!.push({ name: 'tmp', emptyDir: {} })],
    forbidden: [({ spec }) => spec.volumes!.push({ name: 'host', hostPath: { path: '/' } })],
  },
  {
    control: 'Host Ports',
    allowed: [(_, container) => (container.ports![0]!.hostPort = 0)],
    forbidden: [(_, container) => (container.ports![0]!.hostPort = 80)],
  },
  {
    control: 'Host Probes / Lifecycle Hooks',
    allowed: [(_, container) => (container.livenessProbe = { httpGet: { host: '', port: 80 } })],
    forbidden: [
      (_, container) => (container.livenessProbe = { tcpSocket: { host: '127.0.0.1', port: 80 } }),
      (_, container) => (container.lifecycle = { preStop: { httpGet: { host: '10.0.0.1', port: 80 } } }),
    ],
  },
  {
    control: 'AppArmor',
    allowed: [({ spec }) => (spec.securityContext!.appArmorProfile = { type: 'RuntimeDefault' })],
    forbidden: [
      ({ spec }) => (spec.securityContext!.appArmorProfile = { type: 'Unconfined' }),
      (_, container) => (container.securityContext!.appArmorProfile = { type: 'Unconfined' }),
      ({ metadata }) =>
        (metadata!.annotations = { 'container.apparmor.security.beta.kubernetes.io/shop': 'unconfined' }),
    ],
  },
  {
    control: 'SELinux',
    allowed: [(_, container) => (container.securityContext!.seLinuxOptions = { type: 'container_t' })],
    forbidden: [
      (_, container) => (container.securityContext!.seLinuxOptions = { type: 'spc_t' }),
      ({ spec }) => (spec.securityContext!.seLinuxOptions = { user: 'root' }),
      ({ spec }) => (spec.securityContext!.seLinuxOptions = { role: 'sysadm_r' }),
    ],
  },
  {
    control: '/proc Mount Type',
    allowed: [(_, container) => (container.securityContext!.procMount = 'Default')],
    forbidden: [(_, container) => (container.securityContext!.procMount = 'Unmasked')],
  },
  {
    control: 'Sysctls',
    allowed: [
      ({ spec }) => (spec.securityContext!.sysctls = [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '80' }]),
    ],
    forbidden: [({ spec }) => (spec.securityContext!.sysctls = [{ name: 'net.core.somaxconn', value: '1024' }])],
  },
  {
    control: 'Volume Types',
    allowed: [({ spec }) => spec.volumes!.push({ name: 'data', persistentVolumeClaim: { claimName: 'data' } })],
    forbidden: [({ spec }) => spec.volumes!.push({ name: 'nfs', nfs: { server: '192.168.0.1', path: '/' } })],
  },
  {
    control: 'Privilege Escalation',
    allowed: [(_, container) => (container.securityContext!.allowPrivilegeEscalation = false)],
    forbidden: [
      (_, container) => (container.securityContext!.allowPrivilegeEscalation = true),
      (_, container) => delete container.securityContext!.allowPrivilegeEscalation,
    ],
  },
  {
    control: 'Running as Non-root',
    allowed: [
      ({ spec }, container) => {
        delete spec.securityContext!.runAsNonRoot;
        container.securityContext!.runAsNonRoot = true;
      },
    ],
    forbidden: [
      ({ spec }) => delete spec.securityContext!.runAsNonRoot,
      (_, container) => (container.securityContext!.runAsNonRoot = false),
    ],
  },
  {
    control: 'Running as Non-root user',
    allowed: [({ spec }) => delete spec.securityContext!.runAsUser],
    forbidden: [
      ({ spec }) => (spec.securityContext!.runAsUser = 0),
      (_, container) => (container.securityContext!.runAsUser = 0),
    ],
  },
  {
    control: 'Seccomp',
    allowed: [({ spec }) => (spec.securityContext!.seccompProfile = { type: 'Localhost' })],
    forbidden: [
      ({ spec }) => delete spec.securityContext!.seccompProfile,
      ({ spec }) => (spec.securityContext!.seccompProfile = { type: 'Unconfined' }),
      (_, container) => (container.securityContext!.seccompProfile = { type: 'Unconfined' }),
    ],
  },
  {
    control: 'Capabilities',
    allowed: [(_, container) => (container.securityContext!.capabilities!.add = ['NET_BIND_SERVICE'])],
    forbidden: [
      (_, container) => delete container.securityContext!.capabilities,
      (_, container) => (container.securityContext!.capabilities = { drop: ['NET_RAW'] }),
      (_, container) => (container.securityContext!.capabilities!.add = ['SYS_ADMIN']),
    ],
  },
];

function pod(edit: (pod: PodTemplate, container: Container) => void): PodTemplate {
  const container: Container = {
    name: 'shop',
    image: 'shop:1.0.0',
    ports: [{ containerPort: 8080 }],
    readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
  const security = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
  const spec = { securityContext: security, volumes: [], initContainers: [], containers: [container] };
  const template: PodTemplate = { metadata: { annotations: {} }, spec };
  edit(template, container);
  return template;
}

function broken(template: PodTemplate): string[] {
  return RESTRICTED.filter(({ violations }) => violations(template).length > 0).map(({ name }) => name);
}

test('every control has its cases, and the example keeps them all', () => {
  expect(CASES.map(({ control }) => control)).toEqual(RESTRICTED.map(({ name }) => name));
  expect(broken(pod(() => undefined))).toEqual([]);
});

describe.each(CASES)('$control', ({ control, allowed, forbidden }) => {
  test('lets through what the standard allows', () => {
    for (const edit of allowed) {
      expect(broken(pod(edit))).toEqual([]);
    }
  });

  test('catches what the standard forbids', () => {
    for (const edit of forbidden) {
      expect(broken(pod(edit))).toContain(control);
    }
  });
});
