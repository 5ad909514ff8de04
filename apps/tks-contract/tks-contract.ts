import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Construct } from 'constructs';
import { Env, Hook, HookDeletePolicy, HookEvent, MigrationHookJob } from '../../lib';
import { DocumentedChart } from '../documented-chart';

/** The chart's `args`: how the application reaches its database. */
export interface TksContractArgs {
  /** Port that the application listens on. */
  readonly port: number;
  /** Host of the database. */
  readonly dbUrl: string;
  /** Port of the database. */
  readonly dbPort: number;
  /** Role that the Job makes for the application. */
  readonly dbUser: string;
  /** Password of that role. */
  readonly dbPassword: string;
}

/** The chart's `db`: how the Job reaches the database. */
export interface TksContractDb {
  /** Role that may create databases and roles. */
  readonly adminUser: string;
  /** Password of that role. */
  readonly adminPassword: string;
  /** Database that the Job makes. */
  readonly dbName: string;
}

/** The values of the chart, and its release. */
export interface TksContractProps {
  /** Name of the release. */
  readonly release: string;
  /** Namespace. The document's templates use it, its values lack it. */
  readonly namespace: string;
  readonly args: TksContractArgs;
  readonly db: TksContractDb;
}

/** The database bootstrap of tks-contract: database, role and tables are there before the application is installed. */
export class TksContract extends DocumentedChart {
  constructor(scope: Construct, id: string, props: TksContractProps) {
    super(scope, id, { namespace: props.namespace });
    const { release, args, db } = props;
    new MigrationHookJob(this, 'bootstrap', {
      name: release,
      labels: {
        'helm.sh/chart': 'tks-contract-0.1.0',
        'app.kubernetes.io/name': 'tks-contract',
        'app.kubernetes.io/instance': release,
        'app.kubernetes.io/version': '1.16.0',
        'app.kubernetes.io/managed-by': 'Helm',
      },
      hook: Hook.on([HookEvent.PRE_INSTALL], {
        weight: -5,
        deletePolicies: [HookDeletePolicy.BEFORE_HOOK_CREATION],
      }),
      podTemplateName: release,
      containerName: 'pre-install-job',
      image: 'bitnami/postgresql:11.12.0-debian-10-r44',
      env: Env.values({
        DB_ADMIN_USER: db.adminUser,
        PGPASSWORD: db.adminPassword,
        DB_NAME: db.dbName,
        DB_USER: args.dbUser,
        DB_PASSWORD: args.dbPassword,
        DB_URL: args.dbUrl,
        DB_PORT: `${args.dbPort}`,
      }),
      command: ['/bin/bash', '-c', '-x', readFileSync(join(__dirname, 'files/bootstrap.sh'), 'utf8')],
    });
  }
}
