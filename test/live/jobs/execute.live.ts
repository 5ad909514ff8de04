import { join } from 'node:path';
import { execute } from '../command-line/execute';
import { parseManifests, readManifests } from '../runner/manifests';

const JOBS = `
apiVersion: batch/v1
kind: Job
metadata: {name: works, namespace: there}
spec: {template: {spec: {restartPolicy: Never, containers: [{name: main, image: busybox, command: ['true']}]}}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: fails}
spec:
  backoffLimit: 0
  template: {spec: {restartPolicy: Never, containers: [{name: main, image: busybox, command: [sh, -c, 'echo for this reason; exit 3']}]}}
`;

test('manifests are run until every workload has come to something, and who did not get ready says why', async () => {
  // GIVEN a database whose Secret is missing
  const mysql = readManifests([join(__dirname, '../../../dist/production-mysql.k8s.yaml')]);

  // WHEN
  const outcomes = await execute([...parseManifests(JOBS, 'jobs'), ...mysql], { within: 20, report: () => undefined });

  // THEN
  expect(outcomes).toEqual([
    { workload: 'Job there/works', ok: true, text: 'Complete' },
    {
      workload: 'Job default/fails',
      ok: false,
      text: expect.stringContaining('ended with 3:\n    for this reason') as string,
    },
    {
      workload: 'StatefulSet blog/mysql',
      ok: false,
      text: 'cannot start\n  mysql-0: secret "mysql-credentials" not found',
    },
  ]);
});
