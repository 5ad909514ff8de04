import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { type Construct } from 'constructs';
import { TokenType } from '../../lib/tokens/token';
import { TokenRegistry } from '../../lib/tokens/token-registry';
import { ExternalResources } from '../../lib/references/external-resources';
import { References } from '../../lib/references/references';

const TOKENS = new TokenRegistry();

interface Shape {
  readonly [field: string]: unknown;
}

interface Metadata {
  readonly namespace?: string;
  readonly annotations?: Record<string, string>;
  readonly labels?: Record<string, string>;
}

let count = 0;

function add(scope: Construct, kind: string, name: string, body: Shape = {}, metadata: Metadata = {}): ApiObject {
  const groups: Record<string, string> = {
    Deployment: 'apps/v1',
    StatefulSet: 'apps/v1',
    Job: 'batch/v1',
    CronJob: 'batch/v1',
    Ingress: 'networking.k8s.io/v1',
    NetworkPolicy: 'networking.k8s.io/v1',
    PodDisruptionBudget: 'policy/v1',
    HorizontalPodAutoscaler: 'autoscaling/v2',
    RoleBinding: 'rbac.authorization.k8s.io/v1',
  };
  count += 1;
  return new ApiObject(scope, `${name}${count}`, {
    apiVersion: groups[kind] ?? 'v1',
    kind,
    metadata: { name, ...metadata },
    ...body,
  });
}

function podSpec(spec: Shape = {}, container: Shape = {}): Shape {
  return { ...spec, containers: [{ name: 'main', image: 'main:1', ...container }] };
}

function workload(labels: Record<string, string>, spec: Shape = podSpec(), more: Shape = {}): Shape {
  return { spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec }, ...more } };
}

/** The problems of a chart, without the place of the object, which the tests of scopes look at. */
function problems(fill: (chart: Chart) => void): string[] {
  const chart = Testing.chart();
  fill(chart);
  return References.check(chart).map((problem) => problem.replace(/^\S+ /, ''));
}

const WEB = { app: 'web' };

describe('objects by name', () => {
  test.each<[string, Shape, string]>([
    [
      'ConfigMap of a volume',
      podSpec({ volumes: [{ name: 'v', configMap: { name: 'x' } }] }),
      'spec.volumes[0].configMap.name: ConfigMap "x" is not in the tree (there is none); if it lives outside, declare it: ExternalResources.of(chart).configMap(\'x\')',
    ],
    [
      'Secret of a volume, with its keys',
      podSpec({ volumes: [{ name: 'v', secret: { secretName: 'x', items: [{ key: 'a', path: 'b' }] } }] }),
      "spec.volumes[0].secret.secretName: Secret \"x\" is not in the tree (there is none); if it lives outside, declare it: ExternalResources.of(chart).secret('x', ['a'])",
    ],
    [
      'claim',
      podSpec({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'x' } }] }),
      'spec.volumes[0].persistentVolumeClaim.claimName: PersistentVolumeClaim "x" is not in the tree (there is none); if it lives outside, declare it: ExternalResources.of(chart).claim(\'x\')',
    ],
    [
      'projected Secret',
      podSpec({ volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'x' } }] } }] }),
      'spec.volumes[0].projected.sources[0].secret.name: Secret "x" is not in the tree (there is none); if it lives outside, declare it: ExternalResources.of(chart).secret(\'x\')',
    ],
    [
      'variable from a Secret',
      podSpec({}, { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'x', key: 'k' } } }] }),
      "spec.containers[0].env[0].valueFrom.secretKeyRef.name: Secret \"x\" is not in the tree (there is none); if it lives outside, declare it: ExternalResources.of(chart).secret('x', ['k'])",
    ],
    [
      'environment from a ConfigMap, in an init container',
      { ...podSpec(), initContainers: [{ name: 'i', image: 'i:1', envFrom: [{ configMapRef: { name: 'x' } }] }] },
      'spec.initContainers[0].envFrom[0].configMapRef.name: ConfigMap "x" is not in the tree (there is none); if it lives outside, declare it: ExternalResources.of(chart).configMap(\'x\')',
    ],
    [
      'service account',
      podSpec({ serviceAccountName: 'x' }),
      'spec.serviceAccountName: ServiceAccount "x" is not in the tree (there is none); if it lives outside, declare it: ExternalResources.of(chart).serviceAccount(\'x\')',
    ],
    [
      'priority class',
      podSpec({ priorityClassName: 'x' }),
      'spec.priorityClassName: PriorityClass "x" is not in the tree (there is none); if it lives outside, declare it: ExternalResources.of(chart).priorityClass(\'x\')',
    ],
    [
      'image pull secret',
      podSpec({ imagePullSecrets: [{ name: 'x' }] }),
      'spec.imagePullSecrets[0].name: Secret "x" is not in the tree (there is none); if it lives outside, declare it: ExternalResources.of(chart).secret(\'x\')',
    ],
  ])('finds a missing %s', (_, spec, problem) => {
    expect(problems((chart) => add(chart, 'Pod', 'web', { spec }))).toEqual([problem]);
  });

  test('knows what every cluster has', () => {
    expect(
      problems((chart) => {
        const spec = podSpec(
          { serviceAccountName: 'default', priorityClassName: 'system-node-critical' },
          { envFrom: [{ configMapRef: { name: 'kube-root-ca.crt' } }] },
        );
        add(chart, 'Pod', 'web', { spec });
        add(chart, 'RoleBinding', 'view', {
          roleRef: { kind: 'ClusterRole', name: 'view' },
          subjects: [{ kind: 'ServiceAccount', name: 'default' }],
        });
      }),
    ).toEqual([]);
  });

  test('leaves optional sources alone', () => {
    expect(
      problems((chart) =>
        add(chart, 'Pod', 'web', {
          spec: podSpec(
            { volumes: [{ name: 'v', configMap: { name: 'x', optional: true } }] },
            {
              env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'x', key: 'k', optional: true } } }],
              envFrom: [{ secretRef: { name: 'x', optional: true } }],
            },
          ),
        }),
      ),
    ).toEqual([]);
  });

  test('finds keys that are missing, of ours and of declared ones', () => {
    expect(
      problems((chart) => {
        ExternalResources.of(chart).secret('outside', ['USER']).secret('unsaid');
        add(chart, 'ConfigMap', 'config', { data: { a: '1' }, binaryData: { b: 'AA==' } });
        const env = [
          ['ConfigMap', 'configMapKeyRef', 'config', 'a'],
          ['ConfigMap', 'configMapKeyRef', 'config', 'c'],
          ['Secret', 'secretKeyRef', 'outside', 'USER'],
          ['Secret', 'secretKeyRef', 'outside', 'PASSWORD'],
          ['Secret', 'secretKeyRef', 'unsaid', 'ANY'],
        ].map(([, ref, name, key], index) => ({ name: `V${index}`, valueFrom: { [ref as string]: { name, key } } }));
        const volumes = [{ name: 'v', configMap: { name: 'config', items: [{ key: 'd', path: 'd' }] } }];
        add(chart, 'Pod', 'web', { spec: podSpec({ volumes }, { env }) });
      }),
    ).toEqual([
      'spec.volumes[0].configMap.items[0].key: ConfigMap "config" has no key "d", it has a, b',
      'spec.containers[0].env[1].valueFrom.configMapKeyRef.key: ConfigMap "config" has no key "c", it has a, b',
      'spec.containers[0].env[3].valueFrom.secretKeyRef.key: Secret "outside" has no key "PASSWORD", it has USER',
    ]);
  });

  test('says what there is instead', () => {
    expect(
      problems((chart) => {
        add(chart, 'Secret', 'todo-list-db-secret', { stringData: { POSTGRES_PASSWORD: 'x' } });
        add(chart, 'Pod', 'test', { spec: podSpec({}, { envFrom: [{ secretRef: { name: 'todo-db-secret' } }] }) });
      }),
    ).toEqual([
      expect.stringContaining('Secret "todo-db-secret" is not in the tree (there are "todo-list-db-secret")'),
    ]);
  });

  test('a namespace of its own is another place', () => {
    expect(
      problems((chart) => {
        add(chart, 'Secret', 'db', {}, { namespace: 'data' });
        add(chart, 'Pod', 'a', { spec: podSpec({}, { envFrom: [{ secretRef: { name: 'db' } }] }) });
        add(
          chart,
          'Pod',
          'b',
          { spec: podSpec({}, { envFrom: [{ secretRef: { name: 'db' } }] }) },
          { namespace: 'data' },
        );
      }),
    ).toEqual(['spec.containers[0].envFrom[0].secretRef.name: Secret "db" is not in its namespace but in "data"']);
  });

  test('no namespace and default are the same place', () => {
    expect(
      problems((chart) => {
        add(chart, 'Deployment', 'web', workload(WEB), { namespace: 'default' });
        add(chart, 'Service', 'web', { spec: { selector: WEB, ports: [{ port: 80 }] } });
      }),
    ).toEqual([]);
  });

  test('a name that a chart leaves open counts with its default', () => {
    // GIVEN
    const { text } = TOKENS.register({ name: 'release.name', type: TokenType.STRING, plain: () => 'todo' });

    // THEN
    expect(
      problems((chart) => {
        add(chart, 'Secret', `${text}-secret`);
        add(chart, 'Pod', 'test', { spec: podSpec({}, { envFrom: [{ secretRef: { name: 'todo-secret' } }] }) });
      }),
    ).toEqual([]);
  });

  test('two objects of one name in a chart are reported', () => {
    expect(
      problems((chart) => {
        add(chart, 'ConfigMap', 'config');
        add(chart, 'ConfigMap', 'config');
      }),
    ).toEqual(['metadata.name: must be unique in its chart, got ConfigMap "config" twice']);
  });
});

describe('files of a mounted ConfigMap', () => {
  function withFiles(container: Shape, items?: Shape[]): string[] {
    return problems((chart) => {
      add(chart, 'ConfigMap', 'config', { data: { 'config.js': '' } });
      const volumes = [{ name: 'v', configMap: { name: 'config', items } }];
      add(chart, 'Pod', 'web', { spec: podSpec({ volumes }, container) });
    });
  }

  test('a file that no key makes is found in the command', () => {
    expect(
      withFiles({
        command: ['sh', '-c', 'cp /ghost-config/ghost-config.js /var/lib/config.js'],
        volumeMounts: [{ name: 'v', mountPath: '/ghost-config' }],
      }),
    ).toEqual([
      'spec.containers[0].command[2]: mentions /ghost-config/ghost-config.js, and ConfigMap "config" makes no such file there, it makes config.js',
    ]);
  });

  test.each([
    ['the file that is there', 'cat /c/config.js'],
    ['a sentence about it', 'echo see /c/config.js.'],
    ['a variable', 'cat /c/$FILE /c/a${X}'],
    ['a pattern', 'cat /c/*.js /c/a*'],
    ['another folder of that name', 'cat /x/c/other.js'],
    ['the folder itself', 'ls /c/'],
  ])('%s is no problem', (_, command) => {
    expect(withFiles({ args: [command], volumeMounts: [{ name: 'v', mountPath: '/c/' }] })).toEqual([]);
  });

  test('items rename the files', () => {
    expect(
      withFiles({ args: ['cat /c/config.js'], volumeMounts: [{ name: 'v', mountPath: '/c' }] }, [
        { key: 'config.js', path: 'renamed.js' },
      ]),
    ).toEqual([
      'spec.containers[0].args[0]: mentions /c/config.js, and ConfigMap "config" makes no such file there, it makes renamed.js',
    ]);
  });

  test('a subPath must be one of them', () => {
    expect(withFiles({ volumeMounts: [{ name: 'v', mountPath: '/c/x', subPath: 'x.js' }] })).toEqual([
      'spec.containers[0].volumeMounts[0].subPath: ConfigMap "config" makes no file "x.js", it makes config.js',
    ]);
  });
});

describe('Services', () => {
  const ports = [{ containerPort: 8080, name: 'http' }];

  test('a selector that matches no pod', () => {
    expect(
      problems((chart) => {
        add(chart, 'Deployment', 'web', workload(WEB), { namespace: 'shop' });
        add(chart, 'Service', 'web', { spec: { selector: WEB, ports: [{ port: 80 }] } }, { namespace: 'other' });
      }),
    ).toEqual([
      'spec.selector: matches no pod of namespace "other", got {"app":"web"}; if they live outside, declare them: ExternalResources.of(chart).pods({ … })',
    ]);
  });

  test('pods declared as external', () => {
    expect(
      problems((chart) => {
        ExternalResources.of(chart).pods({ app: 'web', tier: 'front' });
        add(chart, 'Service', 'web', { spec: { selector: WEB, ports: [{ port: 80 }] } });
      }),
    ).toEqual([]);
  });

  test.each<[string, Shape, string[]]>([
    ['by number', { port: 80, targetPort: 8080 }, []],
    ['by name', { port: 80, targetPort: 'http' }, []],
    ['the same port', { port: 8080 }, []],
    [
      'a number that no container declares',
      { port: 80 },
      ['spec.ports[0].port: must be a port of the pods of Deployment "web" (http, 8080), got 80'],
    ],
    [
      'a name that no container has',
      { port: 80, targetPort: 'web' },
      ['spec.ports[0].targetPort: must be a port of the pods of Deployment "web" (http, 8080), got web'],
    ],
  ])('a port %s', (_, port, expected) => {
    expect(
      problems((chart) => {
        add(chart, 'Deployment', 'web', workload(WEB, podSpec({}, { ports })));
        add(chart, 'Service', 'web', { spec: { selector: WEB, ports: [port] } });
      }),
    ).toEqual(expected);
  });

  test('a named target where the pods name none', () => {
    expect(
      problems((chart) => {
        add(chart, 'Deployment', 'web', workload(WEB));
        add(chart, 'Service', 'web', { spec: { selector: WEB, ports: [{ port: 80, targetPort: 'http' }] } });
      }),
    ).toEqual([
      'spec.ports[0].targetPort: must be the name of a port of the pods of Deployment "web" (they name none), got "http"',
    ]);
  });

  test('a selector that reaches pods without the port', () => {
    expect(
      problems((chart) => {
        add(chart, 'Deployment', 'web', workload({ ...WEB, tier: 'front' }, podSpec({}, { ports })));
        const db = podSpec({}, { ports: [{ containerPort: 5432 }] });
        add(chart, 'Deployment', 'db', workload({ ...WEB, tier: 'db' }, db));
        add(chart, 'Service', 'web', { spec: { selector: WEB, ports: [{ port: 80, targetPort: 8080 }] } });
      }),
    ).toEqual([
      'spec.selector: matches more than it should: the pods of Deployment "db" have no port 8080, those of Deployment "web" have',
    ]);
  });
});

describe('labels that controllers add', () => {
  function withSelector(selector: Record<string, string>): number {
    return problems((chart) => {
      add(chart, 'StatefulSet', 'db', {
        spec: { replicas: 2, selector: { matchLabels: WEB }, template: { metadata: { labels: WEB }, spec: podSpec() } },
      });
      add(chart, 'Job', 'test', { spec: { template: { spec: podSpec() } } });
      add(chart, 'Service', 'one', { spec: { selector, ports: [{ port: 80 }] } });
    }).length;
  }

  test.each<[Record<string, string>, number]>([
    [{ ...WEB, 'statefulset.kubernetes.io/pod-name': 'db-1' }, 0],
    [{ 'statefulset.kubernetes.io/pod-name': 'db-0' }, 0],
    [{ 'statefulset.kubernetes.io/pod-name': 'db-2' }, 1],
    [{ app: 'other', 'statefulset.kubernetes.io/pod-name': 'db-0' }, 1],
    [{ 'apps.kubernetes.io/pod-index': '1' }, 0],
    [{ 'apps.kubernetes.io/pod-index': '2' }, 1],
    [{ 'job-name': 'test' }, 0],
    [{ 'batch.kubernetes.io/job-name': 'other' }, 1],
    [{ ...WEB, 'controller-revision-hash': 'db-5f' }, 0],
  ])('%j: %i problems', (selector, expected) => {
    expect(withSelector(selector)).toBe(expected);
  });
});

describe('controllers', () => {
  test('a selector that reaches the pods of another', () => {
    expect(
      problems((chart) => {
        add(chart, 'Deployment', 'web', workload(WEB));
        add(chart, 'Job', 'test', { spec: { template: { metadata: { labels: WEB }, spec: podSpec() } } });
      }),
    ).toEqual(['spec.selector: matches more than it should: also the pods of Job "test"']);
  });

  test('versions of one application, a chart each, are alternatives', () => {
    // GIVEN
    const app = Testing.app();
    for (const version of ['v1', 'v2']) {
      const chart = new Chart(app, version);
      add(chart, 'Deployment', 'web', workload(WEB));
      add(chart, 'Service', 'web', { spec: { selector: WEB, ports: [{ port: 80 }] } });
      add(chart, 'PodDisruptionBudget', 'web', { spec: { selector: { matchLabels: WEB } } });
    }

    // THEN
    expect(References.check(app)).toEqual([]);
  });

  test('the Service of a StatefulSet exists, is headless and selects its pods', () => {
    function withService(name: string, spec: Shape): string[] {
      return problems((chart) => {
        add(chart, 'StatefulSet', 'db', workload({ app: 'db' }, podSpec(), { serviceName: 'db' }));
        add(chart, 'Deployment', 'web', workload(WEB));
        add(chart, 'Service', name, { spec });
      });
    }
    expect(withService('db', { clusterIP: 'None', selector: { app: 'db' } })).toEqual([]);
    expect(withService('db', { selector: WEB })).toEqual([
      'spec.serviceName: Service "db" must select the pods of this StatefulSet: without it they get no names',
      'spec.serviceName: Service "db" must be headless (clusterIP None): only then the pods get names',
    ]);
    expect(withService('other', { clusterIP: 'None', selector: { app: 'db' } })).toEqual([
      expect.stringMatching(/^spec\.serviceName: Service "db" is not in the tree \(there are "other"\)/),
    ]);
  });

  test('an autoscaler scales something that exists', () => {
    expect(
      problems((chart) => {
        add(chart, 'Deployment', 'web', workload(WEB));
        add(chart, 'HorizontalPodAutoscaler', 'a', { spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } } });
        add(chart, 'HorizontalPodAutoscaler', 'b', { spec: { scaleTargetRef: { kind: 'StatefulSet', name: 'web' } } });
      }),
    ).toEqual([
      "spec.scaleTargetRef.name: StatefulSet \"web\" is not in the tree (there is none); if it lives outside, declare it: ExternalResources.of(chart).resource('StatefulSet', 'web')",
    ]);
  });

  test('budgets cover pods, and no pod twice', () => {
    expect(
      problems((chart) => {
        add(chart, 'Deployment', 'web', workload(WEB));
        add(chart, 'PodDisruptionBudget', 'a', { spec: { selector: { matchLabels: WEB } } });
        add(chart, 'PodDisruptionBudget', 'b', { spec: { selector: { matchLabels: WEB } } });
        add(chart, 'PodDisruptionBudget', 'c', { spec: { selector: { matchLabels: { app: 'wbe' } } } });
      }),
    ).toEqual([
      'spec.selector: must not share pods with another budget, which no eviction gets past: the pods of Deployment "web" are also those of PodDisruptionBudget "b"',
      expect.stringContaining('spec.selector: matches no pod of its namespace, got {"matchLabels":{"app":"wbe"}}'),
    ]);
  });
});

describe('network', () => {
  test('backends of an Ingress', () => {
    const backend = (name: string, port: Shape): Shape => ({ backend: { service: { name, port } } });
    expect(
      problems((chart) => {
        ExternalResources.of(chart).service('outside', [80]).pods(WEB);
        add(chart, 'Service', 'web', { spec: { selector: WEB, ports: [{ port: 80, name: 'http' }] } });
        add(chart, 'Ingress', 'web', {
          spec: {
            tls: [{ secretName: 'cert' }],
            rules: [
              {
                http: {
                  paths: [
                    backend('web', { number: 80 }),
                    backend('web', { name: 'http' }),
                    backend('web', { number: 81 }),
                    backend('web', { name: 'https' }),
                    backend('outside', { number: 443 }),
                    backend('nowhere', { number: 80 }),
                  ],
                },
              },
            ],
          },
        });
      }),
    ).toEqual([
      'spec.rules[0].http.paths[2].backend.service.port.number: Service "web" has no port "81", it has http, 80',
      'spec.rules[0].http.paths[3].backend.service.port.name: Service "web" has no port "https", it has http, 80',
      'spec.rules[0].http.paths[4].backend.service.port.number: Service "outside" has no port "443", it has 80',
      expect.stringContaining('spec.rules[0].http.paths[5].backend.service.name: Service "nowhere" is not in the tree'),
      expect.stringContaining('spec.tls[0].secretName: Secret "cert" is not in the tree'),
    ]);
  });

  test('pods of a policy and its peers', () => {
    const pods = (app: string): Shape => ({ podSelector: { matchLabels: { app } } });
    expect(
      problems((chart) => {
        add(chart, 'Deployment', 'web', workload(WEB));
        add(chart, 'NetworkPolicy', 'web', {
          spec: {
            ...pods('wbe'),
            ingress: [{ from: [pods('proxy'), { ...pods('prometheus'), namespaceSelector: {} }, { podSelector: {} }] }],
            egress: [{ to: [pods('web')] }],
          },
        });
      }),
    ).toEqual([
      expect.stringContaining('spec.podSelector: matches no pod of its namespace, got {"matchLabels":{"app":"wbe"}}'),
      expect.stringContaining('spec.ingress[0].from[0].podSelector: matches no pod of its namespace'),
    ]);
  });
});

describe('storage', () => {
  test('classes of claims and claim templates', () => {
    expect(
      problems((chart) => {
        ExternalResources.of(chart).storageClass('fast');
        add(chart, 'PersistentVolumeClaim', 'a', { spec: { storageClassName: 'fast' } });
        add(chart, 'PersistentVolumeClaim', 'b', { spec: { storageClassName: 'slow' } });
        add(chart, 'PersistentVolumeClaim', 'c', { spec: { storageClassName: '' } });
        add(
          chart,
          'PersistentVolumeClaim',
          'd',
          {},
          { annotations: { 'volume.beta.kubernetes.io/storage-class': 'old' } },
        );
        add(
          chart,
          'StatefulSet',
          'db',
          workload({ app: 'db' }, podSpec(), {
            volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { storageClassName: 'slow' } }],
          }),
        );
      }),
    ).toEqual([
      expect.stringContaining('spec.storageClassName: StorageClass "slow" is not in the tree'),
      expect.stringContaining(
        'metadata.annotations["volume.beta.kubernetes.io/storage-class"]: StorageClass "old" is not in the tree',
      ),
      expect.stringContaining('spec.volumeClaimTemplates[0].spec.storageClassName: StorageClass "slow" is not'),
    ]);
  });

  test('a class that only a volume and its claim share, and a selector of volumes', () => {
    expect(
      problems((chart) => {
        add(chart, 'PersistentVolume', 'disk', { spec: { storageClassName: 'manual' } }, { labels: { disk: 'one' } });
        add(chart, 'PersistentVolumeClaim', 'a', {
          spec: { storageClassName: 'manual', volumeName: 'disk', selector: { matchLabels: { disk: 'one' } } },
        });
        add(chart, 'PersistentVolumeClaim', 'b', { spec: { selector: { matchLabels: { disk: 'two' } } } });
      }),
    ).toEqual(['spec.selector: matches no PersistentVolume of the tree, got {"matchLabels":{"disk":"two"}}']);
  });
});

describe('roles', () => {
  test('a binding names a role and accounts that exist', () => {
    expect(
      problems((chart) => {
        add(chart, 'RoleBinding', 'rb', {
          roleRef: { kind: 'Role', name: 'reader' },
          subjects: [
            { kind: 'ServiceAccount', name: 'robot' },
            { kind: 'ServiceAccount', name: 'theirs', namespace: 'elsewhere' },
            { kind: 'User', name: 'somebody' },
          ],
        });
      }),
    ).toEqual([
      expect.stringContaining('roleRef.name: Role "reader" is not in the tree'),
      expect.stringContaining('subjects[0].name: ServiceAccount "robot" is not in the tree'),
    ]);
  });
});

describe('hooks', () => {
  function hookJob(hook: Record<string, string>, secretHook: Record<string, string>): string[] {
    return problems((chart) => {
      add(chart, 'Secret', 'secret', {}, { annotations: secretHook });
      const spec = { template: { spec: podSpec({}, { envFrom: [{ secretRef: { name: 'secret' } }] }) } };
      add(chart, 'Job', 'job', { spec }, { annotations: hook });
    });
  }
  const helm = (events: string, weight = 0, policies = ''): Record<string, string> => ({
    'helm.sh/hook': events,
    'helm.sh/hook-weight': String(weight),
    ...(policies === '' ? {} : { 'helm.sh/hook-delete-policy': policies }),
  });
  const argo = (phase: string, wave: number): Record<string, string> => ({
    'argocd.argoproj.io/hook': phase,
    'argocd.argoproj.io/sync-wave': String(wave),
  });
  const FIELD = 'spec.template.spec.containers[0].envFrom[0].secretRef.name: Secret "secret" ';

  test.each<[string, Record<string, string>, Record<string, string>, string | undefined]>([
    ['nothing is a hook', {}, {}, undefined],
    [
      'pre-install needs an ordinary object',
      helm('pre-install'),
      {},
      'is not a hook, so it is created only after this pre-install hook',
    ],
    ['pre-upgrade finds that of the last release', helm('pre-upgrade'), {}, undefined],
    ['test runs at the end', helm('test'), {}, undefined],
    [
      'post-delete needs an ordinary object',
      helm('post-delete'),
      {},
      'is not a hook, so it is deleted before this post-delete hook',
    ],
    ['a lower weight comes first', helm('pre-install,pre-upgrade', 2), helm('pre-install', 1), undefined],
    [
      'what a post-install hook created is there before an upgrade',
      helm('pre-upgrade'),
      helm('post-install'),
      undefined,
    ],
    ['test-success is the test event', helm('test', 2), helm('test-success', 1), undefined],
    [
      'a higher weight comes later',
      helm('pre-install', 1),
      helm('pre-install', 2),
      'is a hook of weight 2, created only after this hook of weight 1 at pre-install: give it a lower weight',
    ],
    [
      'an equal weight goes by name',
      helm('pre-install', 1),
      helm('pre-install', 1),
      'is a hook of the same weight, where the order depends on the names, so it can be created after this hook of weight 1 at pre-install: give it a lower weight',
    ],
    [
      'another event is another time',
      helm('pre-install'),
      helm('pre-upgrade'),
      'is a hook of pre-upgrade only, so it does not exist at pre-install',
    ],
    [
      'an ordinary object needs a hook that is gone',
      {},
      helm('pre-install', 0, 'before-hook-creation,hook-succeeded'),
      'is a hook that is deleted when its event is over (hook-succeeded), and this object is not a hook',
    ],
    ['an ordinary object finds what a hook left', {}, helm('pre-install', 0, 'before-hook-creation'), undefined],
    [
      'PreSync needs an ordinary object',
      argo('PreSync', 0),
      {},
      'is not a PreSync hook, so it is created only after this PreSync hook',
    ],
    ['an earlier wave', argo('PreSync', 0), argo('PreSync', -1), undefined],
    [
      'a later wave',
      argo('PreSync', 0),
      argo('PreSync', 1),
      'is in wave 1, created only after this hook in wave 0: give it a lower wave',
    ],
  ])('%s', (_, job, secret, problem) => {
    expect(hookJob(job, secret)).toEqual(problem === undefined ? [] : [FIELD + problem]);
  });
});

describe('scopes', () => {
  function pod(scope: Construct): void {
    add(scope, 'Pod', 'web', { spec: podSpec({ serviceAccountName: 'robot' }) });
  }

  function message(app: App): string {
    try {
      app.synthYaml();
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  }

  test('reports at synth, once, with the path of the object', () => {
    // GIVEN
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    pod(chart);

    // WHEN
    References.applyTo(app);
    References.applyTo(chart);
    References.applyTo(chart);

    // THEN
    expect(message(app)).toMatch(
      /^Validation failed with the following errors:\n {2}\[chart\] web\d+ spec\.serviceAccountName: ServiceAccount "robot" is not in the tree .*$/,
    );
  });

  test('sees what changed since the last synth', () => {
    // GIVEN
    const app = Testing.app();
    const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
    pod(one);
    References.applyTo(one);
    References.applyTo(two);

    // THEN
    expect(message(app)).toContain('robot');
    add(two, 'ServiceAccount', 'robot');
    expect(message(app)).toBe('');
  });

  test('declarations hold below their scope', () => {
    // GIVEN
    const app = Testing.app();
    const [declared, other] = [new Chart(app, 'declared'), new Chart(app, 'other')];
    ExternalResources.of(declared).serviceAccount('robot');
    pod(declared);
    pod(other);

    // THEN
    expect(References.check(app)).toEqual([expect.stringMatching(/^other\/web/)]);
    ExternalResources.of(app).serviceAccount('robot');
    expect(References.check(app)).toEqual([]);
  });

  test('a scope can be left out', () => {
    // GIVEN
    const app = Testing.app();
    const chart = new Chart(app, 'chart');
    pod(chart);

    // WHEN
    References.exempt(chart);

    // THEN
    expect(References.check(app)).toEqual([]);
  });

  test('a fleet of charts is checked with one index', () => {
    // GIVEN
    const app = new App();
    for (let index = 0; index < 300; index += 1) {
      const chart = new Chart(app, `tenant-${index}`, { namespace: `tenant-${index}` });
      add(chart, 'Deployment', 'web', workload(WEB));
      add(chart, 'Service', 'web', { spec: { selector: WEB, ports: [{ port: 80 }] } });
      References.applyTo(chart);
    }

    // WHEN
    const start = process.cpuUsage();
    app.node.findAll().forEach((construct) => construct.node.validate());
    const { user } = process.cpuUsage(start);

    // THEN: an index per chart would serialize 180,000 objects
    expect(user / 1e6).toBeLessThan(3);
  });
});
