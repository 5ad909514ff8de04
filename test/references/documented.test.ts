import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, type ApiObjectProps, Chart, Testing } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { References } from '../../lib/references/references';

const FOLDER = join(__dirname, '..', 'documented');

/**
 * What the check finds in each folder of the documented manifests, each file a chart of its own. The objects that the
 * documents suppose to exist are among them: an app that reproduces a document declares those as external.
 */
const FOUND: Readonly<Record<string, string[]>> = {
  ghost: [
    'ghost-mysql.yaml/object spec.template.spec.containers[0].command[2]: mentions /ghost-config/ghost-config.js, and ConfigMap "ghost-config-mysql" makes no such file there, it makes config.js',
  ],
  httpserver: [
    'configmap-demo-pod.yaml/object spec.volumes[0].configMap.name: ConfigMap "game-demo" is not in the tree',
    'configmap-demo-pod.yaml/object spec.containers[0].env[0].valueFrom.configMapKeyRef.name: ConfigMap "game-demo" is not in the tree',
    'configmap-demo-pod.yaml/object spec.containers[0].env[1].valueFrom.configMapKeyRef.name: ConfigMap "game-demo" is not in the tree',
  ],
  kuard: [
    'kuard-secret-ips.yaml/object spec.imagePullSecrets[0].name: Secret "my-image-pull-secret" is not in the tree',
    'kuard-secret-ips.yaml/object spec.volumes[0].secret.secretName: Secret "kuard-tls" is not in the tree',
    'kuard-secret.yaml/object spec.volumes[0].secret.secretName: Secret "kuard-tls" is not in the tree',
  ],
  'profile-sync': ['deployment', 'migrate-ps'].flatMap((file) =>
    [
      'imagePullSecrets[0].name: Secret "registry"',
      'volumes[0].configMap.name: ConfigMap "instance"',
      'volumes[1].secret.secretName: Secret "ct-secrets"',
      'containers[0].env[0].valueFrom.configMapKeyRef.name: ConfigMap "cluster-static"',
      'containers[0].env[1].valueFrom.configMapKeyRef.name: ConfigMap "data"',
      'containers[0].envFrom[0].secretRef.name: Secret "db-ps"',
      'containers[0].envFrom[1].secretRef.name: Secret "email"',
    ].map((problem) => `${file}.yaml/object spec.template.spec.${problem} is not in the tree`),
  ),
  'todo-list': [
    'todo-db-check-job.yaml/object spec.template.spec.volumes[0].configMap.name: ConfigMap "todo-list-db-check-scripts" is not in the tree',
    'todo-db-check-job.yaml/object spec.template.spec.containers[0].env[3].valueFrom.secretKeyRef.name: Secret "todo-db-secret" is not in the tree',
    'todo-db-test-job.yaml/object spec.template.spec.containers[0].env[3].valueFrom.secretKeyRef.name: Secret "todo-db-secret" is not in the tree',
  ],
};

const folders = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

test.each(folders)('finds in %s what is there to find', (folder) => {
  const app = Testing.app();
  for (const file of readdirSync(join(FOLDER, folder)).filter((name) => name.endsWith('.yaml'))) {
    // Some files are versions of one object: each is a chart of its own.
    const chart = new Chart(app, file);
    for (const document of parseAllDocuments(readFileSync(join(FOLDER, folder, file), 'utf8'), { version: '1.1' })) {
      new ApiObject(chart, 'object', document.toJS() as ApiObjectProps);
    }
  }
  expect(References.check(app).map((problem) => problem.replace(/ \(there .*$/, ''))).toEqual(FOUND[folder] ?? []);
});
