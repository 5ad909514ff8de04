import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { productionObjects } from './production-objects';

const SCRIPT = join(__dirname, '../../../apps/production/files/todo-list/wait-for-database.sh');

describe('wait-for-database.sh', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wait-for-database-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the script with a pg_isready that fails so many times, and a sleep that takes no time. */
  function run(failures: number, ...command: string[]) {
    const program = (name: string, body: string): void => {
      writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
      chmodSync(join(folder, name), 0o755);
    };
    writeFileSync(join(folder, 'asked'), '');
    program('pg_isready', `echo x >>${folder}/asked; [ "$(wc -l <${folder}/asked)" -gt ${failures} ]`);
    program('sleep', ':');
    const env = { PATH: `${folder}${delimiter}${process.env['PATH']}`, PGHOST: 'todo-db' };
    const { status, stdout, stderr } = spawnSync('sh', [SCRIPT, ...command], { env, encoding: 'utf8' });
    return { status, stdout, stderr, asked: readFileSync(join(folder, 'asked'), 'utf8').length / 2 };
  }

  test('runs the command once the server accepts connections', () => {
    expect(run(2, 'echo', 'a row')).toEqual({ status: 0, stdout: 'a row\n', stderr: '', asked: 3 });
  });

  test("hands on the command's exit status", () => {
    expect(run(0, 'sh', '-c', 'exit 3').status).toBe(3);
  });

  test('gives up after two minutes without running the command', () => {
    const { status, stdout, stderr } = run(1000, 'echo', 'a row');

    expect({ status, stdout }).toEqual({ status: 69, stdout: '' });
    expect(stderr).toBe('todo-db does not accept connections, waited 120 s\n');
  });

  test('is valid for dash', () => {
    execFileSync('sh', ['-n', SCRIPT]);
  });
});

test.each(['todo-list-db-test', 'todo-list-db-check'])(
  'the Job %s of the production to-do list waits for its server',
  (name) => {
    const job = productionObjects().find(({ kind, metadata }) => kind === 'Job' && metadata?.name === name) as
      | { spec: { template: { spec: { containers: { command: string[] }[] } } } }
      | undefined;

    expect(job?.spec.template.spec.containers[0]?.command[0]).toBe('/scripts/wait-for-database.sh');
  },
);

test.each(['redis', 'mongo'])('production-%s makes the claim that its backups go to', (name) => {
  const objects = productionObjects();

  const claims = objects.filter(({ kind, metadata }) => {
    return kind === 'PersistentVolumeClaim' && metadata?.name === `${name}-backup`;
  });
  const used = JSON.stringify(objects.filter(({ kind }) => kind === 'CronJob'));

  expect(claims).toHaveLength(1);
  expect(used).toContain(`"claimName":"${name}-backup"`);
});
