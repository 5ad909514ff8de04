import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { type Construct } from 'constructs';
import { ExternalResources, Hook, HookEvent, NetworkPeer, PostgresBootstrapJob } from '../../lib';

/** Where the database is, and where its passwords are. */
export interface ProductionTksContractProps {
  /** Name of the release. */
  readonly release: string;
  /** Namespace. */
  readonly namespace: string;
  /** Host of the database. */
  readonly dbUrl: string;
  /** Namespace that the database runs in. */
  readonly dbNamespace: string;
  /** Name of a Secret with the keys admin-password and password; it must be there before the release. */
  readonly credentials: string;
}

/** The bootstrap of tks-contract as it would be run: one transaction, passwords from a Secret, a role that owns its own. */
export class ProductionTksContract extends Chart {
  constructor(scope: Construct, id: string, props: ProductionTksContractProps) {
    super(scope, id, { namespace: props.namespace });
    ExternalResources.of(this)
      .secret(props.credentials, ['admin-password', 'password'])
      .pods({ 'app.kubernetes.io/name': 'postgresql' });
    new PostgresBootstrapJob(this, 'bootstrap', {
      name: props.release,
      serviceAccount: { name: props.release },
      image: 'postgres:16.6-alpine3.21',
      hook: Hook.on([HookEvent.PRE_INSTALL, HookEvent.PRE_UPGRADE], { weight: -5 }),
      host: props.dbUrl,
      server: NetworkPeer.namespace(props.dbNamespace),
      adminPassword: { secretName: props.credentials, key: 'admin-password' },
      database: 'tks',
      role: 'tksuser',
      rolePassword: { secretName: props.credentials, key: 'password' },
      sql: { folders: [join(__dirname, 'files/tks-contract')] },
    });
  }
}
