import { type Fields, type Json } from '../../testing/equivalence/manifest';
import { call, type Expression, literal, optionalObject } from '../model/expression';
import { enumMember, fields, items, number, seconds, text, textMap, texts, textOf } from '../model/values';

/** The inverse of `Probe`, or nothing when there is none or it has no action. */
export function probe(value: Json | undefined, ports: readonly Fields[]): Expression | undefined {
  const probeFields = fields(value);
  const numbers = {
    initialDelay: seconds(probeFields.initialDelaySeconds),
    period: seconds(probeFields.periodSeconds),
    timeout: seconds(probeFields.timeoutSeconds),
    successThreshold: number(probeFields.successThreshold),
    failureThreshold: number(probeFields.failureThreshold),
    terminationGracePeriod: seconds(probeFields.terminationGracePeriodSeconds),
  };
  const { grpc } = probeFields;
  if (grpc !== undefined) {
    const { port, service } = fields(grpc);
    const target = port === ports[0]?.containerPort ? undefined : number(port);
    return call(
      'cdk8s-patterns',
      'Probe',
      'grpc',
      optionalObject({ port: target, service: text(service), ...numbers }),
    );
  }
  return action('Probe', probeFields, ports, numbers);
}

/** The inverse of `LifecycleAction`, or nothing when there is none. */
export function lifecycleAction(value: Json | undefined, ports: readonly Fields[]): Expression | undefined {
  return action('LifecycleAction', fields(value), ports, {});
}

function action(
  name: string,
  { httpGet, tcpSocket, exec }: Fields,
  ports: readonly Fields[],
  numbers: { readonly [name: string]: Expression | undefined },
): Expression | undefined {
  if (httpGet !== undefined) {
    const { path, port, host, scheme, httpHeaders } = fields(httpGet);
    const headers = Object.fromEntries(items(httpHeaders).map((each) => [textOf(each.name), each.value]));
    const options = optionalObject({
      ...target(port, ports),
      host: text(host),
      scheme: enumMember('cdk8s-plus-27', 'ConnectionScheme', scheme),
      headers: textMap(headers),
      ...numbers,
    });
    return call('cdk8s-patterns', name, 'httpGet', literal(typeof path === 'string' ? path : '/'), options);
  }
  if (tcpSocket !== undefined) {
    const { port, host } = fields(tcpSocket);
    const options = optionalObject({ ...target(port, ports), host: text(host), ...numbers });
    return call('cdk8s-patterns', name, 'tcpSocket', options);
  }
  const command = texts(fields(exec).command);
  return command && call('cdk8s-patterns', name, 'exec', command, optionalObject(numbers));
}

/** The port of a check: nothing where it is the container's first. */
function target(port: Json | undefined, ports: readonly Fields[]): { [name: string]: Expression | undefined } {
  if (typeof port === 'number') return { port: port === ports[0]?.containerPort ? undefined : literal(port) };
  return { portName: text(port) };
}
