import { type Field, formatValue } from './field';
import { oneOf, portName, text } from './names';
import { integerAtLeast, nonNegative, port } from './numbers';

const GRACE_PERIOD_SECONDS = integerAtLeast(1, Number.MAX_SAFE_INTEGER);
const SCHEME = oneOf('HTTP', 'HTTPS');

const HEADER_NAME = /^[-A-Za-z0-9]+$/;

/** What a probe or a lifecycle hook does: exactly one handler. Source: validateHandler of pkg/apis/core/validation. */
export function checkHandler(handler: Field, kinds: string[], portNames: ReadonlySet<string>): void {
  const given = kinds.filter((kind) => isGivenAt(handler, kind));
  if (given.length !== 1) {
    handler.report(
      `must have exactly one of ${kinds.join(', ')}, got ${given.length === 0 ? 'none' : given.join(' and ')}`,
    );
  }
  const exec = handler.at('exec');
  if (isGiven(exec)) {
    const command = exec.itemsAt('command');
    if (command.length === 0) exec.at('command').report('is required');
    for (const word of command) word.check(text);
  }
  const httpGet = handler.at('httpGet');
  if (isGiven(httpGet)) {
    httpGet.checkAt('path', text);
    httpGet.checkAt('host', text);
    httpGet.checkAt('scheme', SCHEME);
    checkPort(httpGet.at('port'), portNames);
    for (const header of httpGet.itemsAt('httpHeaders')) {
      header
        .at('name')
        .required((name) =>
          typeof name === 'string' && HEADER_NAME.test(name)
            ? undefined
            : `must be an HTTP header name, got ${formatValue(name)}`,
        );
      header.checkAt('value', text);
    }
  }
  const tcpSocket = handler.at('tcpSocket');
  if (isGiven(tcpSocket)) checkPort(tcpSocket.at('port'), portNames);
  const grpc = handler.at('grpc');
  if (isGiven(grpc)) {
    grpc.requiredAt('port', port);
    grpc.checkAt('service', text);
  }
  const sleep = handler.at('sleep');
  if (isGiven(sleep)) sleep.requiredAt('seconds', nonNegative);
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
    probe.checkAt(count, nonNegative);
  }
  const success = probe.at('successThreshold');
  if (kind !== 'readinessProbe' && (success.number() ?? 0) > 1) {
    success.report(`must be 1 for a ${kind}, got ${formatValue(success.value)}`);
  }
  const grace = probe.at('terminationGracePeriodSeconds');
  if (kind === 'readinessProbe') {
    if (grace.present) grace.report('must be absent on a readinessProbe, which never restarts a container');
  } else {
    grace.check(GRACE_PERIOD_SECONDS);
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
export function isGiven({ value }: Field): boolean {
  return value !== undefined && value !== null;
}

/** Whether a member is given, without a field for it. */
export function isGivenAt(field: Field, key: string): boolean {
  const value = field.valueAt(key);
  return value !== undefined && value !== null;
}
