import { type Check, formatValue } from './field';

// Source: github.com/robfig/cron v3, ParseStandard, which the API server parses schedules with.

interface Unit {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const UNITS: readonly Unit[] = [
  { name: 'minute', min: 0, max: 59, words: [] },
  { name: 'hour', min: 0, max: 23, words: [] },
  { name: 'day of month', min: 1, max: 31, words: [] },
  { name: 'month', min: 1, max: 12, words: ['', ...MONTHS] },
  { name: 'day of week', min: 0, max: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];
const NAMED = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** Schedule of a CronJob: five fields, or a name such as `@daily`, or `@every 1h30m`. */
export const cronSchedule: Check = (value) => {
  const problem = cronProblem(value);
  return problem === undefined
    ? undefined
    : `must be a cron schedule of five fields (${problem}), got ${formatValue(value)}`;
};

function cronProblem(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'not a string';
  if (/^(CRON_)?TZ=/.test(value)) return 'time zones go to timeZone';
  if (value.startsWith('@')) {
    return NAMED.includes(value) || /^@every (\d+(\.\d*)?(ns|us|µs|ms|s|m|h))+$/.test(value)
      ? undefined
      : 'unknown descriptor';
  }
  const fields = value.trim().split(/\s+/);
  if (fields.length !== UNITS.length) return `${fields.length} fields`;
  for (const [index, unit] of UNITS.entries()) {
    const field = fields[index] ?? '';
    for (const range of field.split(',').filter((part) => part !== '')) {
      if (!isRange(range, unit)) return `${unit.name} "${range}" is not within ${unit.min}-${unit.max}`;
    }
  }
  return undefined;
}

function isRange(range: string, unit: Unit): boolean {
  const match = /^(?:(\*|\?)|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(range);
  if (match === null) return false;
  const [, star, first, last, step] = match;
  if (step !== undefined && Number(step) === 0) return false;
  if (star !== undefined) return true;
  const low = ordinal(first, unit);
  const high = last === undefined ? low : ordinal(last, unit);
  return low !== undefined && high !== undefined && low >= unit.min && high <= unit.max && low <= high;
}

function ordinal(word: string | undefined, unit: Unit): number | undefined {
  if (word === undefined) return undefined;
  if (/^\d+$/.test(word)) return Number(word);
  const index = unit.words.indexOf(word.toLowerCase());
  return index < 0 ? undefined : index;
}

/** Name of a time zone in the IANA database, as of the machine that synthesizes. */
export const timeZone: Check = (value) => {
  const problem = `must be a time zone of the IANA database such as "Europe/Berlin", got ${formatValue(value)}`;
  // Intl also takes offsets such as "+01:00" and names in small letters, which Go's LoadLocation does not.
  if (typeof value !== 'string' || !/^[A-Z]/.test(value) || value === 'Local') return problem;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return undefined;
  } catch {
    return problem;
  }
};
