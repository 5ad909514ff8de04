import { isDeepStrictEqual } from 'node:util';
import { type Check, containers, servers } from './check';
import { type Container, type Handler } from './manifest';

const HIGH_ID = 10000;
const DANGEROUS = ['ALL', 'SYS_ADMIN', 'NET_ADMIN'];
const SENSITIVE_NAME = /pass(word|wd|phrase)?$|secret|token|credential|(api|access|master|private|secret)_?key/i;
const POINTS_ELSEWHERE = /_(FILE|PATH|DIR|NAME)$/i;

function unset(list: 'requests' | 'limits', resource: string): Check {
  return containers(({ resources }) => resources?.[list]?.[resource] === undefined);
}

function both(resource: string): Check {
  return containers(
    ({ resources }) => resources?.requests?.[resource] === undefined || resources.limits?.[resource] === undefined,
  );
}

function probePort(probe: 'livenessProbe' | 'readinessProbe' | 'startupProbe'): Check {
  return servers((container) => {
    const port = container[probe]?.httpGet?.port ?? container[probe]?.tcpSocket?.port;
    const declared = (container.ports ?? []).flatMap(({ containerPort, name }) => [containerPort, name]);
    return port !== undefined && !declared.includes(port);
  });
}

function tagOf(image: string): string | undefined {
  return /:([^/:]+)$/.exec(image.split('@')[0] ?? '')?.[1];
}

function actionOf({ httpGet, tcpSocket, exec }: Handler): unknown {
  return [httpGet?.path, httpGet?.port, tcpSocket?.port, exec?.command];
}

function addedBy(container: Container): string[] {
  return container.securityContext?.capabilities?.add ?? [];
}

function droppedBy(container: Container): string[] {
  return container.securityContext?.capabilities?.drop ?? [];
}

/** What is asked of a container. */
export const CONTAINER_CHECKS = {
  tag: containers(({ image }) => ['latest', undefined].includes(tagOf(image))),
  digest: containers(({ image }) => !/@sha256:[0-9a-f]{64}$/.test(image)),
  pullAlways: containers(({ imagePullPolicy }) => imagePullPolicy !== 'Always'),

  cpuRequest: unset('requests', 'cpu'),
  cpuLimit: unset('limits', 'cpu'),
  memoryRequest: unset('requests', 'memory'),
  memoryLimit: unset('limits', 'memory'),
  cpuBoth: both('cpu'),
  memoryBoth: both('memory'),
  ephemeralStorage: both('ephemeral-storage'),

  livenessProbe: servers(({ livenessProbe }) => livenessProbe === undefined),
  readinessProbe: servers(({ readinessProbe }) => readinessProbe === undefined),
  livenessPort: probePort('livenessProbe'),
  readinessPort: probePort('readinessProbe'),
  startupPort: probePort('startupProbe'),
  probesDiffer: servers(
    ({ livenessProbe, readinessProbe }) =>
      livenessProbe !== undefined &&
      readinessProbe !== undefined &&
      isDeepStrictEqual(actionOf(livenessProbe), actionOf(readinessProbe)),
  ),

  nonRoot: containers(
    ({ securityContext }, { spec }) =>
      (securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot) !== true ||
      (securityContext?.runAsUser ?? spec.securityContext?.runAsUser) === 0,
  ),
  highUser: containers(
    ({ securityContext }, { spec }) => (securityContext?.runAsUser ?? spec.securityContext?.runAsUser ?? 0) < HIGH_ID,
  ),
  highUserAndGroup: containers(
    ({ securityContext }, { spec }) =>
      (securityContext?.runAsUser ?? spec.securityContext?.runAsUser ?? 0) < HIGH_ID ||
      (securityContext?.runAsGroup ?? spec.securityContext?.runAsGroup ?? 0) < HIGH_ID,
  ),
  readOnlyRoot: containers(({ securityContext }) => securityContext?.readOnlyRootFilesystem !== true),
  unprivileged: containers(({ securityContext }) => securityContext?.privileged === true),
  noEscalation: containers(({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false),
  securityContext: containers(({ securityContext }) => securityContext === undefined),
  seccomp: containers(({ securityContext }, { spec }) => {
    const type = (securityContext?.seccompProfile ?? spec.securityContext?.seccompProfile)?.type;
    return type !== 'RuntimeDefault' && type !== 'Localhost';
  }),
  hardened: containers((container, { spec }) => {
    const contexts = [container.securityContext, spec.securityContext];
    return (
      droppedBy(container).length === 0 &&
      contexts.every((context) => !(context?.seccompProfile ?? context?.seLinuxOptions ?? context?.appArmorProfile))
    );
  }),
  maskedProc: containers(({ securityContext }) => (securityContext?.procMount ?? 'Default') !== 'Default'),
  dropsNetRaw: containers((container) => !droppedBy(container).some((name) => name === 'ALL' || name === 'NET_RAW')),
  dropsAll: containers((container) => !droppedBy(container).includes('ALL')),
  addsNone: containers((container) => addedBy(container).length > 0),
  addsNothingDangerous: containers((container) => addedBy(container).some((name) => DANGEROUS.includes(name))),

  noHostPort: containers(({ ports = [] }) => ports.some(({ hostPort }) => hostPort !== undefined)),
  // A port's name is an IANA service name, of 15 characters at most.
  portsValid: containers(({ ports = [] }) =>
    ports.some(({ containerPort, name = '' }) => !(containerPort > 0) || name.length > 15),
  ),
  noSshPort: containers(({ ports = [] }) => ports.some(({ containerPort }) => containerPort === 22)),
  noPrivilegedPort: containers(({ ports = [] }) => ports.some(({ containerPort }) => containerPort <= 1024)),
  envOnce: containers(({ env = [] }) => new Set(env.map(({ name }) => name)).size < env.length),
  secretsNotInEnv: containers(
    ({ env = [], envFrom = [] }) =>
      env.some(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined) ||
      envFrom.some(({ secretRef }) => secretRef !== undefined),
  ),
  noLiteralSecretInEnv: containers(({ env = [] }) =>
    env.some(({ name, value }) => Boolean(value) && SENSITIVE_NAME.test(name) && !POINTS_ELSEWHERE.test(name)),
  ),
} satisfies { readonly [name: string]: Check };
