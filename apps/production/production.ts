import { type Construct } from 'constructs';
import { ProductionGhost } from './ghost';
import { ProductionHttpServer } from './httpserver';
import { ProductionMongo } from './mongo';
import { ProductionMysql } from './mysql';
import { ProductionParse } from './parse';
import { ProductionProfileSync } from './profile-sync';
import { ProductionRedis } from './redis';
import { ProductionTksContract } from './tks-contract';
import { ProductionTodoList } from './todo-list';

/** What the documented applications look like when they are run: posture PRODUCTION, with nothing turned off. */
export function productionApps(app: Construct): void {
  new ProductionProfileSync(app, 'production-profile-sync', {
    namespace: 'local700',
    releaseContainerSuffix: '',
    nonce: 1,
    registry: 'registry.example.com',
    release: '2024.1.0',
  });
  new ProductionHttpServer(app, 'production-httpserver');
  const { mongo } = new ProductionMongo(app, 'production-mongo', {
    namespace: 'mongo',
    credentials: 'mongo-credentials',
    prometheusNamespace: 'monitoring',
  });
  new ProductionParse(app, 'production-parse', {
    namespace: 'mongo',
    database: mongo,
    credentials: 'parse-credentials',
  });
  new ProductionRedis(app, 'production-redis', {
    namespace: 'redis',
    credentials: 'redis-credentials',
    prometheusNamespace: 'monitoring',
  });
  const { mysql } = new ProductionMysql(app, 'production-mysql', {
    namespace: 'blog',
    credentials: 'mysql-credentials',
  });
  new ProductionGhost(app, 'production-ghost', {
    namespace: 'blog',
    url: 'https://blog.example.com',
    database: mysql,
    credentials: 'ghost-credentials',
  });
  new ProductionTksContract(app, 'production-tks-contract', {
    release: 'tks-contract',
    namespace: 'tks',
    dbUrl: 'postgresql.decapod-db.svc',
    dbNamespace: 'decapod-db',
    credentials: 'tks-contract-credentials',
  });
  new ProductionTodoList(app, 'production-todo-list', {
    release: 'todo-list',
    namespace: 'todo',
    credentials: 'todo-list-credentials',
  });
}
