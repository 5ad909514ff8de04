import { join } from 'node:path';
import { Duration, Size } from 'cdk8s';
import { type Construct } from 'constructs';
import { Probe, ScriptedMongo } from '../../lib';
import { DocumentedChart } from '../documented-chart';

/** How far the handbook has come with its replica set. */
export interface MongoProps {
  /** Members find each other by a script; without it somebody does it by hand. */
  readonly initialised?: boolean;
  /** Members keep their data on claims, and are restarted when they hang. */
  readonly persistent?: boolean;
}

/** The handbook's MongoDB replica set, in its three stages. */
export class Mongo extends DocumentedChart {
  /** The replica set, for those who want to connect to it. */
  public readonly mongo: ScriptedMongo;

  constructor(scope: Construct, id: string, props: MongoProps = {}) {
    super(scope, id);
    this.mongo = new ScriptedMongo(this, 'mongo', {
      name: 'mongo',
      selector: { matchLabels: { app: 'mongo' } },
      image: 'mongo:3.4.1',
      members: 3,
      replicaSetName: 'rs0',
      portName: props.initialised ? 'web' : 'peer',
      ...(props.initialised && {
        script: { files: { folders: [join(__dirname, 'files')] }, command: ['bash', '/config/init.sh'] },
      }),
      ...(props.persistent && {
        storage: {
          name: 'database',
          // The text names the class by this annotation, which no API server reads any more.
          annotations: { 'volume.alpha.kubernetes.io/storage-class': 'anything' },
          storage: Size.gibibytes(100),
        },
        liveness: Probe.exec(['/usr/bin/mongo', '--eval', 'db.serverStatus()'], {
          initialDelay: Duration.seconds(10),
          timeout: Duration.seconds(10),
        }),
      }),
    });
  }
}
