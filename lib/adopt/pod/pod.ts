import { type Fields } from '../../testing/equivalence/manifest';
import { type Expression, fromJson, list, literal, object, optionalObject } from '../model/expression';
import { enumMember, fields, flag, items, number, seconds, text, textMap, texts, textOf } from '../model/values';
import { envExpression } from './env';
import { lifecycleAction, probe } from './handlers';
import { Volumes } from './mounts';
import { resourcesExpression } from './resources';
import { securityProfiles } from './security';

/** Props by name; those without a value are not written. */
export interface Props {
  readonly [name: string]: Expression | undefined;
}

/** What stands around a pod template and decides how its props are written. */
export interface PodSurroundings {
  /** Name of the workload: the main container needs no name of its own where it has this one. */
  readonly name?: string;
  /** Claim templates of a StatefulSet. */
  readonly claimTemplates?: readonly Fields[];
}

/** The inverse of the pod template: the props of the pod and its main container, and that container's readiness. */
export function podProps(metadata: Fields, spec: Fields, surroundings: PodSurroundings): Props {
  const initContainers = items(spec.initContainers);
  const containers = items(spec.containers);
  const volumes = new Volumes(items(spec.volumes), surroundings.claimTemplates);
  const profiles = securityProfiles(spec.securityContext, [...containers, ...initContainers]);
  const init = initContainers.map((container, index) => ({
    ...containerProps(container, volumes),
    security: profiles.containers[containers.length + index],
    restartPolicy: enumMember('cdk8s-plus-27', 'RestartPolicy', container.restartPolicy),
  }));
  const [main = {}, ...extra] = containers.map((container) => containerProps(container, volumes));
  const { name, readiness, ...mainProps } = main;
  return {
    podTemplateName: text(metadata.name),
    podLabels: textMap(metadata.labels),
    podAnnotations: textMap(metadata.annotations),
    containerName: containers[0]?.name === surroundings.name ? undefined : name,
    ...mainProps,
    readiness,
    containerSecurity: profiles.containers[0],
    security: profiles.pod,
    initContainers: list(init.map(object)),
    extraContainers: list(extra.map((each, index) => object({ ...each, security: profiles.containers[index + 1] }))),
    ...ownProps(spec),
  };
}

/** The props of a pod that have nothing to do with its containers. */
function ownProps(spec: Fields): Props {
  const sysctls = items(fields(spec.securityContext).sysctls).map(({ name, value }) => [textOf(name), value] as const);
  return {
    sysctls: textMap(Object.fromEntries(sysctls)),
    terminationGracePeriod: seconds(spec.terminationGracePeriodSeconds),
    serviceAccountName: text(spec.serviceAccountName) ?? text(spec.serviceAccount),
    automountServiceAccountToken: flag(spec.automountServiceAccountToken),
    nodeSelector: textMap(spec.nodeSelector),
    tolerations: nonEmpty(items(spec.tolerations)),
    affinity: optionalObject(
      spec.affinity
        ? Object.fromEntries(Object.entries(fields(spec.affinity)).map(([key, value]) => [key, fromJson(value)]))
        : {},
    ),
    topologySpread: nonEmpty(items(spec.topologySpreadConstraints)),
    priorityClassName: text(spec.priorityClassName),
    runtimeClassName: text(spec.runtimeClassName),
    schedulerName: text(spec.schedulerName),
    imagePullSecrets: list(items(spec.imagePullSecrets).flatMap(({ name }) => text(name) ?? [])),
    hostAliases: list(
      items(spec.hostAliases).map(({ ip, hostnames }) => object({ ip: text(ip), hostnames: texts(hostnames) })),
    ),
    dnsPolicy: enumMember('cdk8s-plus-27', 'DnsPolicy', spec.dnsPolicy),
    dnsConfig: dnsConfig(fields(spec.dnsConfig)),
    readinessGates: list(items(spec.readinessGates).flatMap(({ conditionType }) => text(conditionType) ?? [])),
    hostname: text(spec.hostname),
    subdomain: text(spec.subdomain),
    setHostnameAsFQDN: flag(spec.setHostnameAsFQDN),
    nodeName: text(spec.nodeName),
    os: text(fields(spec.os).name),
    preemptionPolicy: text(spec.preemptionPolicy),
    schedulingGates: list(items(spec.schedulingGates).flatMap(({ name }) => text(name) ?? [])),
    hostPID: flag(spec.hostPID),
    hostIPC: flag(spec.hostIPC),
    hostUsers: flag(spec.hostUsers),
    hostNetwork: flag(spec.hostNetwork),
    shareProcessNamespace: flag(spec.shareProcessNamespace),
    enableServiceLinks: flag(spec.enableServiceLinks),
  };
}

function dnsConfig({ nameservers, searches, options }: Fields): Expression | undefined {
  const entries = items(options).map(({ name, value }) => [textOf(name), textOf(value ?? '')] as const);
  return optionalObject({
    nameservers: texts(nameservers),
    searches: texts(searches),
    options: textMap(Object.fromEntries(entries)),
  });
}

function nonEmpty(values: readonly Fields[]): Expression | undefined {
  return list(values.flatMap((value) => fromJson(value) ?? []));
}

/** The inverse of one container, but for its security. */
function containerProps(container: Fields, volumes: Volumes): Props {
  const ports = items(container.ports);
  const lifecycle = fields(container.lifecycle);
  return {
    name: text(container.name),
    image: literal(typeof container.image === 'string' ? container.image : ''),
    imagePullPolicy: enumMember('cdk8s-plus-27', 'ImagePullPolicy', container.imagePullPolicy),
    command: texts(container.command),
    args: texts(container.args),
    workingDir: text(container.workingDir),
    stdin: flag(container.stdin),
    stdinOnce: flag(container.stdinOnce),
    tty: flag(container.tty),
    terminationMessagePath: text(container.terminationMessagePath),
    terminationMessagePolicy: enumMember(
      'cdk8s-patterns',
      'TerminationMessagePolicy',
      container.terminationMessagePolicy,
    ),
    resizePolicy: nonEmpty(items(container.resizePolicy)),
    devices: volumes.devices(container),
    ports: list(ports.map(containerPort)),
    env: envExpression(container),
    mounts: volumes.mounts(container),
    resources: resourcesExpression(container.resources),
    startup: probe(container.startupProbe, ports),
    liveness: probe(container.livenessProbe, ports),
    readiness: probe(container.readinessProbe, ports),
    postStart: lifecycleAction(lifecycle.postStart, ports),
    preStop: lifecycleAction(lifecycle.preStop, ports),
  };
}

function containerPort({ containerPort: port, name, protocol, hostPort, hostIP }: Fields): Expression {
  return object({
    number: number(port),
    name: text(name),
    protocol: enumMember('cdk8s-plus-27', 'Protocol', protocol),
    hostPort: number(hostPort),
    hostIp: text(hostIP),
  });
}
