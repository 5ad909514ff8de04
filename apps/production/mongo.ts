import { Chart, Cron, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { ExternalResources, MongoCredentials, NetworkPeer, PersistentClaim, Resources, StatefulMongo } from '../../lib';

/** Where the replica set runs, and who may use it. */
export interface ProductionMongoProps {
  /** Namespace. */
  readonly namespace: string;
  /** Name of a Secret with the keys username, password and keyfile. */
  readonly credentials: string;
  /** Namespace of the Prometheus that scrapes the set. */
  readonly prometheusNamespace: string;
}

/** The handbook's replica set as it would be run: a reconciler in place of the script, credentials, claims. */
export class ProductionMongo extends Chart {
  /** The replica set, for those who want to connect to it. */
  public readonly mongo: StatefulMongo;

  constructor(scope: Construct, id: string, props: ProductionMongoProps) {
    super(scope, id, { namespace: props.namespace });
    ExternalResources.of(this).secret(props.credentials, ['username', 'password', 'keyfile']);
    // Takes 7 compressed dumps.
    const backups = new PersistentClaim(this, 'backups', { name: 'mongo-backup', storage: Size.gibibytes(100) });
    this.mongo = new StatefulMongo(this, 'mongo', {
      name: 'mongo',
      serviceAccount: { name: 'mongo' },
      image: 'mongo:7.0.14',
      members: 3,
      credentials: MongoCredentials.secret(props.credentials),
      storage: { name: 'data', storage: Size.gibibytes(100) },
      resources: Resources.guaranteed(Cpu.units(1), Size.gibibytes(2), Size.mebibytes(128)),
      exporter: {
        image: 'percona/mongodb_exporter:0.53.0',
        // The label that the Prometheus operator puts on the pods of each Prometheus.
        scrapeFrom: [
          NetworkPeer.podsOfNamespace(props.prometheusNamespace, { 'app.kubernetes.io/name': 'prometheus' }),
        ],
      },
      backup: { schedule: Cron.daily(), claimName: backups.name },
    });
  }
}
