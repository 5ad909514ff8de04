import { type Construct } from 'constructs';
import { EndpointObjects, ExternalService, ExternalTarget } from '../../lib';
import { DocumentedChart } from '../documented-chart';

/** A database outside of the cluster that has a DNS name. */
export class DatabaseByDnsName extends DocumentedChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ExternalService(this, 'database', {
      name: 'external-database',
      target: ExternalTarget.dnsName('database.company.com'),
    });
  }
}

/** A database outside of the cluster that has an address only. */
export class DatabaseByAddress extends DocumentedChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ExternalService(this, 'database', {
      name: 'external-ip-database',
      target: ExternalTarget.addresses(['192.168.0.1'], [{ port: 3306 }], EndpointObjects.ENDPOINTS),
    });
  }
}
