// A MongoDB replica set, and a workload with a user of its own that connects to it.
import { App, Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  Env,
  ExternalResources,
  MongoCredentials,
  Probe,
  ProbedDeployment,
  Resources,
  StatefulMongo,
} from 'cdk8s-patterns';

export const app = new App();
const chart = new Chart(app, 'mongo', { namespace: 'shop' });
ExternalResources.of(chart)
  .secret('mongo-credentials', ['username', 'password', 'keyfile'])
  .secret('catalogue-database', ['username', 'password']);

const mongo = new StatefulMongo(chart, 'mongo', {
  name: 'mongo',
  image: 'mongo:7.0.14',
  members: 3,
  credentials: MongoCredentials.secret('mongo-credentials'),
  storage: { name: 'data', storage: Size.gibibytes(50) },
  resources: Resources.guaranteed(Cpu.units(1), Size.gibibytes(2)),
});

new ProbedDeployment(chart, 'catalogue', {
  name: 'catalogue',
  image: 'registry.example.com/catalogue:3.2.0',
  replicas: 2,
  ports: [{ number: 8080 }],
  resources: Resources.guaranteed(Cpu.millis(500), Size.mebibytes(512)),
  readiness: Probe.httpGet('/ready'),
  // MONGO_HOSTS and MONGO_REPLICA_SET, and both sides of the connection.
  connections: [mongo.client],
  env: [
    Env.secretKey('MONGO_USER', 'catalogue-database', 'username'),
    Env.secretKey('MONGO_PASSWORD', 'catalogue-database', 'password'),
  ],
});

app.synth();
