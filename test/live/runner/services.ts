import { type Answer } from './dns';
import { matches } from './manifests';
import { type Forward } from './network';
import { type ServiceObject, type ServicePort } from './types';

const DOMAIN = 'cluster.local';

/** What Services see of a pod. */
export interface Endpoint {
  readonly namespace: string;
  readonly labels: Record<string, string>;
  readonly ip: string;
  readonly hostname: string;
  readonly subdomain: string | undefined;
  readonly ready: boolean;
  readonly namedPorts: ReadonlyMap<string, number>;
}

/** Services with the addresses the cluster assigned to them, and the pods behind each at this moment. */
export class Services {
  private readonly clusterIPs = new Map<string, string>();
  private services: readonly ServiceObject[] = [];
  /** Addresses are never given twice, as those of a Service that is made anew. */
  private assigned = 0;

  constructor(private readonly endpoints: () => readonly Endpoint[]) {}

  set(services: readonly ServiceObject[]): void {
    this.services = services;
    const keys = new Set(services.map(keyOf));
    for (const key of this.clusterIPs.keys()) if (!keys.has(key)) this.clusterIPs.delete(key);
    for (const service of services) {
      const key = keyOf(service);
      if (service.spec.clusterIP === 'None' || service.spec.type === 'ExternalName' || this.clusterIPs.has(key))
        continue;
      const n = ++this.assigned;
      this.clusterIPs.set(key, service.spec.clusterIP ?? `10.96.${Math.floor(n / 250)}.${1 + (n % 250)}`);
    }
  }

  clusterIP(namespace: string, name: string): string | undefined {
    return this.clusterIPs.get(`${namespace}/${name}`);
  }

  /** Pods a Service leads to: the ready ones, or all where it publishes those that are not. */
  endpointsOf(service: ServiceObject): Endpoint[] {
    return this.endpoints().filter(
      (pod) =>
        pod.namespace === namespaceOf(service) &&
        matches(service.spec.selector, pod.labels) &&
        (pod.ready || service.spec.publishNotReadyAddresses === true),
    );
  }

  forwards(): Forward[] {
    return this.services.flatMap((service) => {
      const clusterIP = this.clusterIPs.get(keyOf(service));
      if (clusterIP === undefined) return [];
      const pods = this.endpointsOf(service);
      return (service.spec.ports ?? []).map((port): Forward => ({
        clusterIP,
        protocol: port.protocol === 'UDP' ? 'udp' : 'tcp',
        port: port.port,
        endpoints: pods.flatMap((pod) => {
          const target = targetPort(port, pod);
          return target === undefined ? [] : [{ ip: pod.ip, port: target }];
        }),
      }));
    });
  }

  /** `service.namespace.svc.cluster.local`, `hostname.service.…` where the Service is headless, and addresses backwards. */
  lookup(name: string): Answer {
    const ip = /^([0-9]+)\.([0-9]+)\.([0-9]+)\.([0-9]+)\.in-addr\.arpa$/.exec(name)?.slice(1).reverse().join('.');
    if (ip !== undefined) {
      const names = this.namesOf(ip);
      return names.length === 0 ? undefined : { names };
    }
    const suffix = `.svc.${DOMAIN}`;
    if (!name.endsWith(suffix)) return undefined;
    const parts = name.slice(0, -suffix.length).split('.');
    const [hostname, serviceName, namespace] = parts.length === 3 ? parts : [undefined, ...parts];
    const service = this.services.find((s) => s.metadata.name === serviceName && namespaceOf(s) === namespace);
    if (service === undefined) return undefined;
    const clusterIP = this.clusterIPs.get(keyOf(service));
    if (hostname === undefined) {
      if (service.spec.externalName !== undefined) return { alias: service.spec.externalName };
      return { addresses: clusterIP === undefined ? this.endpointsOf(service).map(({ ip }) => ip) : [clusterIP] };
    }
    if (clusterIP !== undefined) return undefined;
    const pod = this.endpointsOf(service).find((p) => p.hostname === hostname && p.subdomain === serviceName);
    return pod === undefined ? undefined : { addresses: [pod.ip] };
  }

  /** As CoreDNS: the Service that has the address, or one name for each that leads to it. */
  private namesOf(ip: string): string[] {
    const nameOf = (service: ServiceObject) => `${service.metadata.name}.${namespaceOf(service)}.svc.${DOMAIN}`;
    const service = this.services.find((candidate) => this.clusterIPs.get(keyOf(candidate)) === ip);
    if (service !== undefined) return [nameOf(service)];
    return this.services.flatMap((leading) =>
      this.endpointsOf(leading)
        .filter((pod) => pod.ip === ip)
        .map(({ hostname, subdomain }) => {
          const host = subdomain === leading.metadata.name ? hostname : ip.replaceAll('.', '-');
          return `${host}.${nameOf(leading)}`;
        }),
    );
  }

  /** The variables kubelet gives a container for every Service of its namespace (`enableServiceLinks`). */
  links(namespace: string): Map<string, string> {
    const variables = new Map<string, string>();
    for (const service of this.services) {
      const clusterIP = this.clusterIPs.get(keyOf(service));
      const [first] = service.spec.ports ?? [];
      if (clusterIP === undefined || first === undefined || namespaceOf(service) !== namespace) continue;
      const prefix = service.metadata.name.toUpperCase().replaceAll('-', '_');
      variables.set(`${prefix}_SERVICE_HOST`, clusterIP);
      variables.set(`${prefix}_SERVICE_PORT`, String(first.port));
      // As Docker links have it, whose names collide with those of programs: a Service "redis" sets REDIS_PORT.
      variables.set(`${prefix}_PORT`, `tcp://${clusterIP}:${first.port}`);
      for (const port of service.spec.ports ?? []) {
        variables.set(`${prefix}_PORT_${port.port}_TCP_ADDR`, clusterIP);
        if (port.name === undefined) continue;
        variables.set(`${prefix}_SERVICE_PORT_${port.name.toUpperCase().replaceAll('-', '_')}`, String(port.port));
      }
    }
    return variables;
  }
}

function targetPort(port: ServicePort, pod: Endpoint): number | undefined {
  const target = port.targetPort ?? port.port;
  return typeof target === 'number' ? target : pod.namedPorts.get(target);
}

function namespaceOf(service: ServiceObject): string {
  return service.metadata.namespace ?? 'default';
}

function keyOf(service: ServiceObject): string {
  return `${namespaceOf(service)}/${service.metadata.name}`;
}
