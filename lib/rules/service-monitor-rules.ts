import { type Check, type Field, formatValue } from './field';
import { boolean, oneOf, text } from './names';
import { nonNegative } from './numbers';
import { portNumberOrName } from './service-rules';

// Source: the schema of ServiceMonitor of the Prometheus operator, and what its operator rejects.

const UNITS: ReadonlyArray<readonly [string, number]> = [
  ['y', 31_536_000_000],
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];
const DURATION = new RegExp(`^(0|${UNITS.map(([unit]) => `(([0-9]+)${unit})?`).join('')})$`);

const prometheusDuration: Check = (value) =>
  typeof value === 'string' && DURATION.test(value)
    ? undefined
    : `must be a duration such as "30s" or "1m30s", got ${formatValue(value)}`;

/** ServiceMonitor of monitoring.coreos.com. */
export function checkServiceMonitor(object: Field): void {
  const spec = object.at('spec');
  if (!spec.at('selector').present) spec.at('selector').report('is required');
  if (spec.at('endpoints').items().length === 0) {
    spec.at('endpoints').report('must have at least one endpoint: nothing would be scraped');
  }
  spec.at('sampleLimit').check(nonNegative);
  for (const endpoint of spec.at('endpoints').items()) checkEndpoint(endpoint);
}

function checkEndpoint(endpoint: Field): void {
  endpoint.at('port').check(text);
  endpoint.at('targetPort').check(portNumberOrName);
  const given = ['port', 'targetPort'].filter((each) => endpoint.at(each).present);
  if (given.length !== 1)
    endpoint.report(`must have exactly one of port, targetPort, got ${given.join(' and ') || 'none'}`);
  endpoint.at('scheme').check(oneOf('http', 'https', 'HTTP', 'HTTPS'));
  endpoint.at('honorLabels').check(boolean);
  const [interval, timeout] = [endpoint.at('interval'), endpoint.at('scrapeTimeout')];
  interval.check(prometheusDuration);
  timeout.check(prometheusDuration);
  const [length, limit] = [milliseconds(interval), milliseconds(timeout)];
  if (length !== undefined && limit !== undefined && limit > length) {
    timeout.report(
      `must not be longer than the interval ${formatValue(interval.value)}, got ${formatValue(timeout.value)}`,
    );
  }
}

function milliseconds(field: Field): number | undefined {
  const given = field.text();
  if (given === undefined || prometheusDuration(given) !== undefined) return undefined;
  return [...given.matchAll(/(\d+)(ms|[ywdhms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS.find(([each]) => each === unit)?.[1] ?? 0),
    0,
  );
}
