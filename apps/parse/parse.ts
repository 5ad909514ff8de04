import { type Construct } from 'constructs';
import { Env, type ScriptedMongo, UnprobedDeployment } from '../../lib';
import { DocumentedChart } from '../documented-chart';

const PARSE_PORT = 1337;

/** What the Parse server needs. */
export interface ParseProps {
  /** Replica set that holds the data. */
  readonly database: ScriptedMongo;
}

/** The handbook's Parse server, on the replica set of the chapter before. */
export class Parse extends DocumentedChart {
  constructor(scope: Construct, id: string, props: ParseProps) {
    super(scope, id, { namespace: 'default' });
    new UnprobedDeployment(this, 'parse', {
      name: 'parse-server',
      selector: { matchLabels: { run: 'parse-server' } },
      replicas: 1,
      image: 'akiicat/parse-server',
      // Kubernetes expands $(APP_ID), not $APP_ID: the document's server gets these words as they stand.
      args: ['--appId', '$APP_ID', '--masterKey', '$MASTER_KEY', '--databaseURI', '$DATABASE_URI'],
      env: Env.values({
        DATABASE_URI: props.database.connectionString('dev'),
        APP_ID: 'my-app-id',
        MASTER_KEY: 'my-master-key',
      }),
      service: { port: PARSE_PORT, targetPort: PARSE_PORT },
    });
  }
}
