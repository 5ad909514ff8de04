import { execFileSync } from 'node:child_process';
import * as os from 'node:os';
import * as path from 'node:path';
import { type FaultResult } from './fault';
import { writeReport } from './report';
import { type Subject } from './context';
import { FAULTS, runFault } from './run';
import { documented, production } from './subjects';

const REPORT = path.join(__dirname, '../../../docs/faults.md');

const results = new Map<string, FaultResult[]>();
const events: string[] = [];

async function run(subject: Subject, id: string): Promise<FaultResult> {
  const fault = FAULTS.find((candidate) => candidate.id === id);
  if (fault === undefined) throw new Error(`no fault ${id}`);
  events.length = 0;
  const result = await runFault(subject, fault, (line) => events.push(line), process.env['LIVE_LOGS']);
  results.set(subject.name, [...(results.get(subject.name) ?? []), result]);
  return result;
}

// the table is of a whole run only: `-t` leaves it alone
afterAll(() => {
  const columns = [...results].map(([subject, all]) => ({ subject, results: all }));
  if (columns.length < 2 || columns.some((column) => column.results.length < FAULTS.length)) return;
  const version = /v=([0-9.]+)/.exec(execFileSync('redis-server', ['--version'], { encoding: 'utf8' }))?.[1] ?? '';
  writeReport(REPORT, columns, { redis: version, cpus: os.cpus().length });
  execFileSync('npx', ['prettier', '--log-level', 'warn', '--write', REPORT]); // the lint step looks at it too
});

describe('the production Redis', () => {
  test.each(FAULTS.map(({ id, title }) => [id, title]))('%s: %s', async (id) => {
    // WHEN
    const result = await run(production(), id);

    // THEN
    const seen = { result, events };
    expect(result.twoMasters === 0 ? 'one master at most' : seen).toBe('one master at most');
    expect(result.seconds === Infinity ? seen : 'a writable master').toBe('a writable master');
    if (FAULTS.some((fault) => fault.id === id && fault.sparesReplica)) {
      expect(result.waitLost === 0 ? 'no confirmed write lost' : seen).toBe('no confirmed write lost');
    }
    expect(result.waitAcknowledged).toBeGreaterThan(0);
    expect(/no failover|not ready|not within|never/.test(result.note) ? seen : '').toBe('');
  });
});

describe('the documented Redis', () => {
  // its losses are stated, not judged: what fails here is the run itself
  test.each(FAULTS.map(({ id, title }) => [id, title]))('%s: %s', async (id) => {
    const result = await run(documented(), id);
    expect(result.samples).toBeGreaterThan(0);
  });
});
