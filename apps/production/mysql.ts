import { Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { DatabaseEngine, DatabaseSingleton, DatabaseStorage, ExternalResources, NfsVolume, Resources } from '../../lib';

/** Where the database runs, and who may use it. */
export interface ProductionMysqlProps {
  /** Namespace. */
  readonly namespace: string;
  /** Name of a Secret with the key root-password. */
  readonly credentials: string;
}

/** The handbook's MySQL as it would be run: a StatefulSet of one, a pinned image, the password from a Secret. */
export class ProductionMysql extends Chart {
  /** The database, for those who want to connect to it. */
  public readonly mysql: DatabaseSingleton;

  constructor(scope: Construct, id: string, props: ProductionMysqlProps) {
    super(scope, id, { namespace: props.namespace });
    ExternalResources.of(this).secret(props.credentials, ['root-password']);
    const volumeLabels = { volume: 'mysql' };
    const storage = Size.gibibytes(10);
    new NfsVolume(this, 'volume', {
      name: 'mysql',
      labels: volumeLabels,
      server: '192.168.0.1',
      path: '/exports/mysql',
      storage,
    });
    this.mysql = new DatabaseSingleton(this, 'mysql', {
      name: 'mysql',
      serviceAccount: { name: 'mysql' },
      selector: { matchLabels: { 'app.kubernetes.io/name': 'mysql' } },
      engine: DatabaseEngine.MYSQL,
      image: 'mysql:8.4.3',
      adminPassword: { secretName: props.credentials, key: 'root-password' },
      // Without the empty class, the cluster's default would make a new volume in place of binding this one.
      storage: DatabaseStorage.claim({ name: 'mysql', storage, volumeLabels, storageClassName: '' }),
      resources: Resources.guaranteed(Cpu.units(1), Size.gibibytes(2), Size.mebibytes(1280)),
    });
  }
}
