import { Cluster } from './cluster';
import { parseManifests } from './manifests';
import { sleep } from './shell';
import { type JobObject, type ReplicatedObject, type StatefulSetObject } from './types';

let cluster: Cluster;
const lines: string[] = [];

async function start(manifests: string): Promise<void> {
  cluster = await Cluster.start({ backoffSeconds: 1, report: (line) => lines.push(line) });
  cluster.apply(parseManifests(manifests, 'test'));
}

afterEach(async () => {
  lines.length = 0;
  await cluster.stop();
});

async function shell(pod: string, script: string): Promise<string> {
  const { running } = cluster.pod(pod).container();
  if (running === undefined) throw new Error(`${pod} does not run`);
  const { stdout, stderr } = await running.exec(['sh', '-c', script], 10);
  return stdout + stderr;
}

function set(name: string): StatefulSetObject {
  const found = cluster.find<StatefulSetObject>('StatefulSet', name);
  if (found === undefined) throw new Error(`no StatefulSet ${name}`);
  return found;
}

const SET = `
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: None, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: web-all}
spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: front}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: files}
data: {greeting: hello, run.sh: "exit 3"}
---
apiVersion: v1
kind: Secret
metadata: {name: keys}
data: {password: c2VjcmV0}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  replicas: 2
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 5
      securityContext: {fsGroup: 1234}
      initContainers:
      - {name: init, image: busybox:1, command: [sh, -c, 'echo "$HOSTNAME" >>/data/starts'], volumeMounts: [{name: data, mountPath: /data}]}
      containers:
      - name: main
        image: busybox:1
        command: [sh, -c, 'trap "echo term >>/data/log; exit 0" TERM; touch /scratch/here; httpd -p 8080 -h /data; while :; do sleep 0.1; done']
        ports: [{name: http, containerPort: 8080}]
        env:
        - {name: BASE, value: x}
        - {name: EXPANDED, value: '$(BASE)-$(NONE)-$$(BASE)'}
        - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
        - {name: KEY, valueFrom: {secretKeyRef: {name: keys, key: password}}}
        - {name: LIMIT, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
        resources: {limits: {memory: 64Mi}}
        securityContext: {runAsUser: 1000, readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
        lifecycle: {preStop: {exec: {command: [sh, -c, 'echo prestop >>/data/log']}}}
        readinessProbe: {exec: {command: [test, -f, /data/index.html]}, periodSeconds: 1}
        volumeMounts:
        - {name: data, mountPath: /data}
        - {name: data, mountPath: /part, subPath: part}
        - {name: scratch, mountPath: /scratch}
        - {name: files, mountPath: /files}
        - {name: keys, mountPath: /keys}
      volumes:
      - {name: scratch, emptyDir: {}}
      - {name: files, configMap: {name: files, defaultMode: 0555}}
      - {name: keys, secret: {secretName: keys, defaultMode: 0400}}
  volumeClaimTemplates:
  - {metadata: {name: data}, spec: {resources: {requests: {storage: 1Mi}}}}
`;

test('a StatefulSet starts in order, with volumes, environment and identity as Kubernetes gives them', async () => {
  // GIVEN
  await start(SET);
  await cluster.until('web-0 runs', 10, () => cluster.pods()[0]?.phase === 'Running');
  await sleep(1500);

  // WHEN
  const before = cluster.pods().map((pod) => pod.name);
  const facts = await shell(
    'web-0',
    'hostname; echo $EXPANDED $POD $KEY $LIMIT; id -u; stat -Lc %a /files/run.sh /keys/password; stat -c %a:%u:%g /part; touch /part/x && chmod 700 /part; cat /keys/password; touch /files/x /x; touch /data/x && echo writable; grep Cap.*nd /proc/self/status',
  );
  await shell('web-0', 'echo page-$POD >/data/index.html');
  await cluster.until('web-0 is ready, web-1 is made', 10, () => cluster.pods().length === 2);

  // THEN
  expect(before).toEqual(['web-0']); // web-0 is not ready, so web-1 waits
  const lines = facts.split('\n');
  expect(lines.slice(0, 3)).toEqual(['web-0', 'x-$(NONE)-$(BASE) web-0 secret 64', '1000']);
  expect(lines.slice(3, 5)).toEqual(['555', '440']); // fsGroup makes a 0400 Secret readable for its group
  // a subPath is root's, with the volume's mode and group: whoever has it by the group may write there, and no more
  expect(facts).toContain('2775:0:1234\n');
  expect(facts).toContain('chmod: /part: Operation not permitted');
  expect(facts).toContain('secretwritable');
  expect(facts).toContain('CapBnd:\t0000000000000000');
  expect(facts.match(/Read-only file system/g)).toHaveLength(2);
});

test('Services follow readiness, and publishNotReadyAddresses does not', async () => {
  // GIVEN
  await start(SET);
  await cluster.until('web-0 runs', 10, () => cluster.pods()[0]?.phase === 'Running');
  const unready = await shell(
    'web-0',
    'getent hosts web-0.web; getent hosts web-0.web-all; wget -qO- front; nslookup web-all',
  );

  // WHEN
  await shell('web-0', 'echo page-$POD >/data/index.html');
  await cluster.until('web-0 is ready', 10, () => cluster.pod('web-0').ready);
  await sleep(5500); // what DNS answered is kept for five seconds
  const ready = await shell(
    'web-0',
    'getent hosts web-0.web; wget -qO- front; wget -qO- $FRONT_SERVICE_HOST; getent hosts $FRONT_SERVICE_HOST $(getent hosts web | cut -d" " -f1)',
  );

  // THEN
  const { ip } = cluster.pod('web-0');
  expect(unready).not.toContain('web-0.web.default');
  expect(unready).toContain("can't connect to remote host (10.96.0.2): Connection refused");
  expect(unready).toContain(`Address: ${ip}`);
  expect(ready).toContain(`${ip} `);
  expect(ready).toMatch(/ front\.default\.svc\.cluster\.local\n/);
  expect(ready).toMatch(/ web-0\.web\.default\.svc\.cluster\.local/);
  expect(ready.match(/page-web-0/g)).toHaveLength(2);
});

test('deleting runs the hook and SIGTERM; a crash runs neither; the claim survives, address and emptyDir do not', async () => {
  // GIVEN
  await start(SET);
  await cluster.until('web-0 runs', 10, () => cluster.pods()[0]?.phase === 'Running');
  await shell('web-0', 'touch /data/index.html');
  await cluster.until('web-1 runs', 15, () => cluster.pods()[1]?.phase === 'Running');
  await shell('web-1', 'touch /data/index.html');
  await cluster.until('both are ready', 15, () => cluster.ready(set('web')));
  const first = cluster.pod('web-0');

  // WHEN
  await shell('web-0', 'touch /scratch/mine');
  await first.remove();
  await cluster.until('web-0 is back', 10, () => cluster.ready(set('web')));
  const afterDelete = await shell('web-0', 'cat /data/log; ls /scratch');
  await cluster.crash('web-0', true);
  await sleep(300);
  const whileHeld = cluster.pods().map((pod) => pod.name);
  cluster.release('web-0');
  await cluster.until('web-0 is back', 10, () => cluster.ready(set('web')));
  const afterCrash = await shell('web-0', 'cat /data/log; wc -l </data/starts');

  // THEN
  expect(cluster.pod('web-0').ip).not.toBe(first.ip);
  expect(afterDelete).toBe('prestop\nterm\nhere\n');
  expect(whileHeld).not.toContain('web-0');
  expect(afterCrash).toBe('prestop\nterm\n3\n');
});

test('a rolling update goes from the highest ordinal down, each waiting for the next to be ready', async () => {
  // GIVEN
  await start(SET);
  for (const name of ['web-0', 'web-1']) {
    await cluster.until(`${name} runs`, 10, () => cluster.pods().some((p) => p.name === name && p.phase === 'Running'));
    await shell(name, 'touch /data/index.html');
  }
  await cluster.until('both are ready', 15, () => cluster.ready(set('web')));

  // WHEN
  const gone: string[] = [];
  for (const pod of cluster.pods())
    void cluster.until('it ends', 60, () => pod.terminating).then(() => gone.push(pod.name));
  cluster.apply(parseManifests(SET.replace('BASE, value: x', 'BASE, value: z'), 'test'));
  await cluster.until('web-0 is replaced', 60, () => gone.includes('web-0'));
  await cluster.until(
    'both are new',
    60,
    async () =>
      cluster.ready(set('web')) &&
      (await shell('web-0', 'echo $BASE')) === 'z\n' &&
      (await shell('web-1', 'echo $BASE')) === 'z\n',
  );

  // THEN
  expect(gone).toEqual(['web-1', 'web-0']);
});

test('pods can be cut from each other, a full claim refuses the next block', async () => {
  // GIVEN
  await start(SET.replace('serviceName: web', 'serviceName: web-all\n  podManagementPolicy: Parallel'));
  await cluster.until('both run', 10, () => cluster.pods().filter((pod) => pod.phase === 'Running').length === 2);
  for (const name of ['web-0', 'web-1']) await shell(name, 'echo page-$POD >/data/index.html');
  const get = 'timeout 2 wget -qO- http://web-1.web-all:8080 || echo no answer';
  const before = await shell('web-0', get);

  // WHEN
  await cluster.partition([cluster.pod('web-0')], [cluster.pod('web-1')]);
  const during = await shell('web-0', get);
  await cluster.heal();
  const after = await shell('web-0', get);
  await cluster.claims.fill('default/data-web-0');
  const full = await shell('web-0', 'head -c 9000 /dev/zero >/data/more');
  await cluster.claims.grow('default/data-web-0');
  const grown = await shell('web-0', 'head -c 9000 /dev/zero >/data/more && echo fits');

  // THEN
  expect(before).toBe('page-web-1\n');
  expect(during).toContain('no answer');
  expect(after).toBe('page-web-1\n');
  expect(full).toMatch(/No space left|I\/O error/);
  expect(grown).toBe('fits\n');
});

test('a failed liveness probe restarts the container, with the hook, and a failing Job gives up at its limit', async () => {
  // GIVEN
  await start(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: live}
spec:
  replicas: 1
  selector: {matchLabels: {app: live}}
  template:
    metadata: {labels: {app: live}}
    spec:
      containers:
      - name: main
        image: debian:12
        command: [sh, -c, 'echo start >>/keep/log; exec sleep 1000']
        livenessProbe: {exec: {command: [test, '!', -e, /keep/sick]}, periodSeconds: 1, failureThreshold: 2}
        lifecycle: {preStop: {exec: {command: [sh, -c, 'rm /keep/sick; echo hook >>/keep/log']}}}
        volumeMounts: [{name: keep, mountPath: /keep}]
      terminationGracePeriodSeconds: 3
      volumes: [{name: keep, emptyDir: {}}]
---
apiVersion: batch/v1
kind: Job
metadata: {name: fails}
spec:
  backoffLimit: 1
  template: {spec: {restartPolicy: Never, containers: [{name: main, image: busybox, command: [sh, -c, 'echo no; exit 4']}]}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: gives-up}
spec:
  podFailurePolicy:
    rules:
    - {action: Ignore, onPodConditions: [{type: DisruptionTarget, status: 'True'}]}
    - {action: FailJob, onExitCodes: {containerName: main, operator: In, values: [4]}}
  template: {spec: {restartPolicy: Never, containers: [{name: main, image: busybox, command: [sh, -c, 'exit 4']}]}}
---
apiVersion: batch/v1
kind: Job
metadata: {name: works}
spec:
  template: {spec: {restartPolicy: Never, containers: [{name: main, image: busybox, command: ['true']}]}}
`);
  const job = (name: string) => cluster.find<JobObject>('Job', name);
  const live = () => cluster.pods().find((pod) => pod.name.startsWith('live-'));
  await cluster.until('the Deployment is ready', 10, () => {
    const deployment = cluster.find<ReplicatedObject>('Deployment', 'live');
    return deployment !== undefined && cluster.ready(deployment);
  });

  // WHEN
  const name = live()?.name ?? '';
  await shell(name, 'touch /keep/sick');
  await cluster.until('it was restarted', 20, () => live()?.containers[0]?.restarts === 1);
  await cluster.until('it runs again', 5, () => live()?.ready === true);

  // THEN: `sleep` as PID 1 has no handler, so SIGTERM was nothing to it and the grace period ran out
  expect(await shell(name, 'cat /keep/log')).toBe('start\nhook\nstart\n');
  const [fails, givesUp, works] = [job('fails'), job('gives-up'), job('works')];
  if (fails === undefined || givesUp === undefined || works === undefined) throw new Error('Jobs are gone');
  expect(cluster.jobStatus(givesUp)).toEqual({ succeeded: 0, failed: 1, done: 'Failed' });
  expect(cluster.jobStatus(fails)).toEqual({ succeeded: 0, failed: 2, done: 'Failed' });
  expect(cluster.jobStatus(works)).toMatchObject({ succeeded: 1, done: 'Complete' });
});

test('what stands in for an image is told: another version, another product, a Debian', async () => {
  // WHEN
  const pod = (name: string, image: string) => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec: {restartPolicy: Never, containers: [{name: main, image: '${image}', command: ['true']}]}
`;
  const images = ['redis:1.2@sha256:0123', 'mysql:8.4.3', 'registry.example.com:5000/app:1', 'busybox:1.36', 'redis'];
  await start(images.map((image, index) => pod(`pod${index}`, image)).join('---'));

  // THEN
  const told = lines.flatMap((line) => /image .*/.exec(line) ?? []);
  expect(told).toEqual([
    expect.stringMatching(/^image redis:1\.2@sha256:0123 is Redis [0-9]+\.[0-9.]+ here$/),
    expect.stringMatching(/^image mysql:8\.4\.3 is MariaDB [0-9]+\.[0-9.]+ here$/),
    'image registry.example.com:5000/app:1 is unknown, a Debian with the programs of this machine here',
    expect.stringMatching(/^image redis is Redis /),
  ]);
});
