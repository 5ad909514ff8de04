import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Construct } from 'constructs';
import { Env, Hook, HookEvent, JobPattern, MigrationHookJob } from '../../lib';
import { TodoListVersion } from './versions';

const CHECK_SCRIPT = 'check-postgres-version.sh';

/** Which checks there are, and what they ask. */
export interface TodoChecksProps {
  readonly release: string;
  readonly version: TodoListVersion;
  readonly databaseHost: string;
}

/** The Jobs by which Helm tests a release, and refuses to upgrade one. */
export class TodoChecks extends Construct {
  constructor(scope: Construct, id: string, props: TodoChecksProps) {
    super(scope, id);
    const client = {
      labels: { kiamol: 'ch12' },
      containerName: 'db',
      image: 'postgres:11.8-alpine',
      env: [
        ...Env.values({ PGHOST: props.databaseHost, PGDATABASE: 'todo', PGUSER: 'postgres' }),
        // The release's Secret has the release's name; the document's Jobs read this one whatever the release is.
        Env.secretKey('PGPASSWORD', 'todo-db-secret', 'POSTGRES_PASSWORD'),
      ],
      pattern: JobPattern.fixedCompletions(1),
      backoffLimit: 0,
    };
    if (props.version >= TodoListVersion.V3) {
      new MigrationHookJob(this, 'test', {
        ...client,
        name: `${props.release}-db-test`,
        hook: Hook.on([HookEvent.TEST]),
        command: ['psql', '-c', 'SELECT COUNT(*) FROM "public"."ToDos"'],
      });
    }
    if (props.version >= TodoListVersion.V4) {
      new MigrationHookJob(this, 'check', {
        ...client,
        name: `${props.release}-db-check`,
        hook: Hook.on([HookEvent.PRE_UPGRADE], { weight: 10 }),
        scripts: { [CHECK_SCRIPT]: readFileSync(join(__dirname, 'files', CHECK_SCRIPT), 'utf8') },
        scriptsWeight: 1,
        command: [`/scripts/${CHECK_SCRIPT}`],
      });
    }
  }
}
