import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { VALKEY } from '../runner/images/redis';
import { type FaultResult } from './fault';
import { writeReport } from './report';
import { type Subject } from './context';
import { FAULTS, runFault } from './run';
import { documented, production } from './subjects';

const DOCS = path.join(__dirname, '../../../docs');
const REPORT = path.join(DOCS, 'faults.md');
/** The last result of each fault, so that a run of some (`-t kill-master`) renews their rows and leaves the others. */
const RESULTS = path.join(DOCS, 'faults.json');

const results = new Map<string, Map<string, FaultResult>>(
  Object.entries(fs.existsSync(RESULTS) ? (JSON.parse(fs.readFileSync(RESULTS, 'utf8')) as Stored) : {}).map(
    ([subject, all]) => [subject, new Map(all.map((result) => [result.fault, result]))],
  ),
);
const events: string[] = [];

type Stored = Record<string, FaultResult[]>;

async function run(subject: Subject, id: string): Promise<FaultResult> {
  const fault = FAULTS.find((candidate) => candidate.id === id);
  if (fault === undefined) throw new Error(`no fault ${id}`);
  events.length = 0;
  const result = await runFault(subject, fault, (line) => events.push(line), process.env['LIVE_LOGS']);
  results.set(subject.name, new Map([...(results.get(subject.name) ?? []), [id, result]]));
  return result;
}

afterAll(() => {
  const columns = [...results].map(([subject, all]) => ({
    subject,
    results: FAULTS.flatMap(({ id }) => all.get(id) ?? []),
  }));
  const version = /v=([0-9.]+)/.exec(execFileSync('redis-server', ['--version'], { encoding: 'utf8' }))?.[1] ?? '';
  fs.mkdirSync(DOCS, { recursive: true });
  fs.writeFileSync(RESULTS, JSON.stringify(Object.fromEntries(columns.map((c) => [c.subject, c.results])), null, 2));
  const titles = FAULTS.map(({ id, title }) => ({ fault: id, title }));
  writeReport(REPORT, titles, columns, { redis: version, cpus: os.cpus().length });
  execFileSync('npx', ['oxfmt', '--write', RESULTS]); // the lint step looks at them
});

// Faults are matters of seconds: on a machine that is busy with others a second try may be granted (LIVE_RETRIES=1).
jest.retryTimes(Number(process.env['LIVE_RETRIES'] ?? 0), { logErrorsBeforeRetry: true });

/** Faults of larger sets, where a minority has replicas and several members can leave at once. */
const LARGER: readonly (readonly [number, readonly string[]])[] = [
  [5, ['partition-minority', 'scale-down-unprepared']],
  [7, ['partition-minority']],
];

describe('the production Redis', () => {
  const cases = [[3, FAULTS.map(({ id }) => id)] as const, ...LARGER];
  test.each(cases.flatMap(([members, ids]) => ids.map((id) => [id, members] as const)))(
    '%s of %d members',
    async (id, members) => {
      // WHEN
      const result = await run(production({ members }), id);

      // THEN
      const seen = { result, events };
      expect(result.twoMasters === 0 ? 'one master at most' : seen).toBe('one master at most');
      expect(result.seconds === Infinity ? seen : 'a writable master').toBe('a writable master');
      if (FAULTS.some((fault) => fault.id === id && fault.sparesReplica)) {
        expect(result.waitLost === 0 ? 'no confirmed write lost' : seen).toBe('no confirmed write lost');
      }
      expect(result.waitAcknowledged).toBeGreaterThan(0);
      expect(/no failover|not ready|not within|never|still valid|restarted/.test(result.note) ? seen : '').toBe('');
    },
  );
});

/** A part of the faults: the scripts are the same, and the whole of them takes half an hour. */
const VALKEY_FAULTS = ['partition-master', 'failover-by-hand', 'reinstall'];

(fs.existsSync(VALKEY) ? describe : describe.skip)('the production Redis with Valkey', () => {
  test.each(VALKEY_FAULTS)('%s', async (id) => {
    // WHEN
    const result = await run(production({ valkey: true }), id);

    // THEN
    const seen = { result, events };
    expect(result.twoMasters === 0 && result.waitLost === 0 && result.seconds !== Infinity ? 'sound' : seen).toBe(
      'sound',
    );
    expect(result.waitAcknowledged).toBeGreaterThan(0);
  });
});

describe('the documented Redis', () => {
  // its losses are stated, not judged: what fails here is the run itself
  test.each(FAULTS.map(({ id, title }) => [id, title]))('%s: %s', async (id) => {
    const result = await run(documented(), id);
    expect(result.samples).toBeGreaterThan(0);
  });
});
