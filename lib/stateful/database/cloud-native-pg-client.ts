import { type ClientPods, type IClient } from '../../network/client';
import { NetworkPeer } from '../../network/network-peer';
import { type NetworkRule } from '../../network/network-policy-spec';
import { Env } from '../../pod/env';
import { Mount } from '../../pod/mount';

const PORT = 5432;
const CA_PATH = '/postgres-ca';

/**
 * What a workload needs to connect to a `Cluster` of CloudNativePG, as the owner of its application database: give it to
 * the prop `connections`. The workload runs in the namespace of the Cluster, where the operator keeps the Secrets
 * `CLUSTER-app` and `CLUSTER-ca`; declare them with `ExternalResources`.
 *
 * @see https://cloudnative-pg.io/documentation/current/applications/
 */
export class CloudNativePgClient implements IClient {
  /** Labels of the pods of the Cluster's instances. */
  public readonly serverLabels: { readonly [key: string]: string };

  /** @param clusterName name of the Cluster object */
  constructor(private readonly clusterName: string) {
    this.serverLabels = { 'cnpg.io/cluster': clusterName };
  }

  /** Host of the primary, whichever instance it is. */
  public get host(): string {
    return `${this.clusterName}-rw`;
  }

  /** PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD, and a connection that verifies the server's certificate. */
  public get env(): Env[] {
    const secret = `${this.clusterName}-app`;
    return [
      ...Env.values({ PGHOST: this.host, PGPORT: `${PORT}` }),
      Env.secretKey('PGDATABASE', secret, 'dbname'),
      Env.secretKey('PGUSER', secret, 'username'),
      Env.secretKey('PGPASSWORD', secret, 'password'),
      ...Env.values({ PGSSLMODE: 'verify-full', PGSSLROOTCERT: `${CA_PATH}/ca.crt` }),
    ];
  }

  /** The certificate of the CA that signed the server's. */
  public get mounts(): Mount[] {
    return [
      Mount.secret(CA_PATH, `${this.clusterName}-ca`, {
        volumeName: 'postgres-ca',
        readOnly: true,
        items: { 'ca.crt': 'ca.crt' },
      }),
    ];
  }

  public get podLabels(): { readonly [key: string]: string } {
    return {};
  }

  public get allowTo(): NetworkRule[] {
    return [{ peers: [NetworkPeer.pods(this.serverLabels)], ports: [{ port: PORT }] }];
  }

  /** Does nothing: the Cluster is not in the tree, nor is a NetworkPolicy of it. */
  public connectedBy(_pods: ClientPods): void {}
}
