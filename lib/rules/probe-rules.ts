import { type Field, formatValue } from './field';
import { oneOf, portName, text } from './names';
import { integerAtLeast, nonNegative, port } from './numbers';

const HEADER_NAME = /^[-A-Za-z0-9]+$/;

/** What a probe or a lifecycle hook does: exactly one handler. Source: validateHandler of pkg/apis/core/validation. */
export function checkHandler(handler: Field, kinds: string[], portNames: ReadonlySet<string>): void {
  const given = kinds.filter((kind) => isGiven(handler.at(kind)));
  if (given.length !== 1) {
    handler.report(
      `must have exactly one of ${kinds.join(', ')}, got ${given.length === 0 ? 'none' : given.join(' and ')}`,
    );
  }
  const { exec, httpGet, tcpSocket, grpc, sleep } = {
    exec: handler.at('exec'),
    httpGet: handler.at('httpGet'),
    tcpSocket: handler.at('tcpSocket'),
    grpc: handler.at('grpc'),
    sleep: handler.at('sleep'),
  };
  if (isGiven(exec)) {
    const command = exec.at('command').items();
    if (command.length === 0) exec.at('command').report('is required');
    for (const word of command) word.check(text);
  }
  if (isGiven(httpGet)) {
    httpGet.at('path').check(text);
    httpGet.at('host').check(text);
    httpGet.at('scheme').check(oneOf('HTTP', 'HTTPS'));
    checkPort(httpGet.at('port'), portNames);
    for (const header of httpGet.at('httpHeaders').items()) {
      header
        .at('name')
        .required((name) =>
          typeof name === 'string' && HEADER_NAME.test(name)
            ? undefined
            : `must be an HTTP header name, got ${formatValue(name)}`,
        );
      header.at('value').check(text);
    }
  }
  if (isGiven(tcpSocket)) checkPort(tcpSocket.at('port'), portNames);
  if (isGiven(grpc)) {
    grpc.at('port').required(port);
    grpc.at('service').check(text);
  }
  if (isGiven(sleep)) sleep.at('seconds').required(nonNegative);
}

/** Counts and seconds of a probe. Zero stands for the default, as in every Go struct. */
export function checkProbe(probe: Field, kind: string, portNames: ReadonlySet<string>): void {
  if (!isGiven(probe)) return;
  checkHandler(probe, ['httpGet', 'exec', 'tcpSocket', 'grpc'], portNames);
  for (const count of [
    'initialDelaySeconds',
    'timeoutSeconds',
    'periodSeconds',
    'successThreshold',
    'failureThreshold',
  ]) {
    probe.at(count).check(nonNegative);
  }
  const success = probe.at('successThreshold');
  if (kind !== 'readinessProbe' && (success.number() ?? 0) > 1) {
    success.report(`must be 1 for a ${kind}, got ${formatValue(success.value)}`);
  }
  const grace = probe.at('terminationGracePeriodSeconds');
  if (kind === 'readinessProbe') {
    if (grace.present) grace.report('must be absent on a readinessProbe, which never restarts a container');
  } else {
    grace.check(integerAtLeast(1, Number.MAX_SAFE_INTEGER));
  }
}

/** A port by number, or by the name that a port of the same container bears. */
function checkPort(field: Field, portNames: ReadonlySet<string>): void {
  if (typeof field.value !== 'string') {
    field.required(port);
    return;
  }
  field.required(portName);
  const name = field.text();
  if (name !== undefined && portName(name) === undefined && !portNames.has(name)) {
    const known = portNames.size === 0 ? 'it names none' : `its names are ${[...portNames].join(', ')}`;
    field.report(`must be the name of a port of this container (${known}), got ${formatValue(name)}`);
  }
}

/** An empty map is a choice here (`emptyDir: {}`), null is none. */
export function isGiven(field: Field): boolean {
  return field.value !== undefined && field.value !== null;
}
