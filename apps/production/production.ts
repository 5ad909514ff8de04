import { type Construct } from 'constructs';
import { ProductionHttpServer } from './httpserver';
import { ProductionMongo } from './mongo';
import { ProductionProfileSync } from './profile-sync';
import { ProductionRedis } from './redis';

/** What some of the documented applications look like when they are run. */
export function productionApps(app: Construct): void {
  new ProductionProfileSync(app, 'production-profile-sync', {
    namespace: 'local700',
    releaseContainerSuffix: '',
    nonce: 1,
    registry: 'registry.example.com',
    release: '2024.1.0',
  });
  new ProductionHttpServer(app, 'production-httpserver');
  new ProductionMongo(app, 'production-mongo', { namespace: 'mongo', credentials: 'mongo-credentials' });
  new ProductionRedis(app, 'production-redis', {
    namespace: 'redis',
    credentials: 'redis-credentials',
    backupClaim: 'redis-backup',
  });
}
