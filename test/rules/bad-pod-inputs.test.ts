import { ABSENT, testBadInputs, TWICE } from './bad-inputs';

testBadInputs('Pod', [
  [
    'metadata.name',
    'Foo_Bar',
    ['metadata.name: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "Foo_Bar"'],
  ],
  ['metadata.name', ABSENT, ['metadata.name: is required']],
  [
    'metadata.generateName',
    'Foo_',
    ['metadata.generateName: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "Foo_"'],
  ],
  [
    'metadata.namespace',
    'a.b',
    ['metadata.namespace: must be a lowercase RFC 1123 label of at most 63 characters, got "a.b"'],
  ],
  [
    'metadata.labels',
    { 'a b': 'x' },
    [
      'metadata.labels: key must be a qualified name, [subdomain/]name with a name of at most 63 letters, digits, "-", "_" and ".", got "a b"',
    ],
  ],
  [
    'metadata.labels',
    { '-/x': 'x' },
    [
      'metadata.labels: key must be a qualified name, [subdomain/]name with a name of at most 63 letters, digits, "-", "_" and ".", got "-/x"',
    ],
  ],
  [
    'metadata.labels',
    { a: 'x y' },
    [
      'metadata.labels.a: must be a label value, at most 63 letters, digits, "-", "_" and "." that starts and ends with a letter or digit, got "x y"',
    ],
  ],
  [
    'metadata.labels',
    { a: true },
    [
      'metadata.labels.a: must be a label value, at most 63 letters, digits, "-", "_" and "." that starts and ends with a letter or digit, got true',
    ],
  ],
  ['metadata.labels', 'x', ['metadata.labels: must be a map, got "x"']],
  [
    'metadata.annotations',
    { 'a b': 'x' },
    [
      'metadata.annotations: key must be a qualified name, [subdomain/]name with a name of at most 63 letters, digits, "-", "_" and ".", got "a b"',
    ],
  ],
  ['metadata.annotations', { a: 1 }, ['metadata.annotations.a: must be a string, got 1 (quote it)']],
  [
    'metadata.annotations',
    { a: 'x'.repeat(262144) },
    ['metadata.annotations: must be at most 262144 bytes together, got 262145'],
  ],
  [
    'metadata.finalizers',
    ['keep'],
    [
      'metadata.finalizers[0]: must be kubernetes, orphan, foregroundDeletion or a name with a domain such as example.com/keep, got "keep"',
    ],
  ],
  ['metadata.ownerReferences.0.uid', ABSENT, ['metadata.ownerReferences[0].uid: is required']],
  [
    'metadata.annotations',
    { 'helm.sh/hook': 'pre-instal' },
    [
      'metadata.annotations["helm.sh/hook"]: must be one of pre-install, post-install, pre-delete, post-delete, pre-upgrade, post-upgrade, pre-rollback, post-rollback, test, test-success, got "pre-instal"',
    ],
  ],
  [
    'metadata.annotations',
    { 'helm.sh/hook-weight': '1.5' },
    ['metadata.annotations["helm.sh/hook-weight"]: must be a whole number in quotes, got "1.5"'],
  ],
  [
    'metadata.annotations',
    { 'helm.sh/hook-weight': 1 },
    [
      'metadata.annotations["helm.sh/hook-weight"]: must be a string, got 1 (quote it)',
      'metadata.annotations["helm.sh/hook-weight"]: must be a whole number in quotes, got 1',
    ],
  ],
  [
    'metadata.annotations',
    { 'helm.sh/hook-delete-policy': 'hook-succeeded,later' },
    [
      'metadata.annotations["helm.sh/hook-delete-policy"]: must be one of before-hook-creation, hook-succeeded, hook-failed, got "later"',
    ],
  ],
  [
    'metadata.annotations',
    { 'argocd.argoproj.io/hook': 'presync' },
    [
      'metadata.annotations["argocd.argoproj.io/hook"]: must be one of PreSync, Sync, PostSync, SyncFail, PostDelete, PreDelete, Skip, got "presync"',
    ],
  ],
  [
    'metadata.annotations',
    { 'argocd.argoproj.io/sync-wave': 'first' },
    ['metadata.annotations["argocd.argoproj.io/sync-wave"]: must be a whole number in quotes, got "first"'],
  ],
  [
    'metadata.annotations',
    { 'argocd.argoproj.io/hook-delete-policy': 'Never' },
    [
      'metadata.annotations["argocd.argoproj.io/hook-delete-policy"]: must be one of BeforeHookCreation, HookSucceeded, HookFailed, got "Never"',
    ],
  ],
  ['spec', ABSENT, ['spec.containers: must have at least one container']],
  ['spec.restartPolicy', 'Sometimes', ['spec.restartPolicy: must be one of Always, OnFailure, Never, got "Sometimes"']],
  ['spec.terminationGracePeriodSeconds', 1.5, ['spec.terminationGracePeriodSeconds: must be a whole number, got 1.5']],
  ['spec.activeDeadlineSeconds', 0, ['spec.activeDeadlineSeconds: must be between 1 and 2147483647, got 0']],
  [
    'spec.serviceAccountName',
    'My Account',
    ['spec.serviceAccountName: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "My Account"'],
  ],
  ['spec.automountServiceAccountToken', 'no', ['spec.automountServiceAccountToken: must be true or false, got "no"']],
  [
    'spec.priorityClassName',
    'High',
    ['spec.priorityClassName: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "High"'],
  ],
  [
    'spec.preemptionPolicy',
    'Always',
    ['spec.preemptionPolicy: must be one of PreemptLowerPriority, Never, got "Always"'],
  ],
  ['spec.hostname', 'a.b', ['spec.hostname: must be a lowercase RFC 1123 label of at most 63 characters, got "a.b"']],
  ['spec.hostPID', true, ['spec.shareProcessNamespace: must not be true together with hostPID']],
  ['spec.hostAliases.0.ip', 'localhost', ['spec.hostAliases[0].ip: must be an IP address, got "localhost"']],
  [
    'spec.hostAliases.0.hostnames',
    ['a b'],
    ['spec.hostAliases[0].hostnames[0]: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "a b"'],
  ],
  [
    'spec.dnsPolicy',
    'Cluster',
    ['spec.dnsPolicy: must be one of ClusterFirstWithHostNet, ClusterFirst, Default, None, got "Cluster"'],
  ],
  ['spec.dnsConfig.nameservers', [], ['spec.dnsConfig.nameservers: is required with dnsPolicy None']],
  [
    'spec.dnsConfig.nameservers',
    ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'],
    ['spec.dnsConfig.nameservers: must be at most 3, got 4'],
  ],
  [
    'spec.dnsConfig.nameservers',
    ['dns.example.com'],
    ['spec.dnsConfig.nameservers[0]: must be an IP address, got "dns.example.com"'],
  ],
  [
    'spec.nodeSelector',
    { disk: 's s d' },
    [
      'spec.nodeSelector.disk: must be a label value, at most 63 letters, digits, "-", "_" and "." that starts and ends with a letter or digit, got "s s d"',
    ],
  ],
  ['spec.tolerations.0.operator', 'Like', ['spec.tolerations[0].operator: must be one of Exists, Equal, got "Like"']],
  [
    'spec.tolerations.0.effect',
    'NoRun',
    [
      'spec.tolerations[0].effect: must be one of NoSchedule, PreferNoSchedule, NoExecute, got "NoRun"',
      'spec.tolerations[0].effect: must be NoExecute when tolerationSeconds is set, got "NoRun"',
    ],
  ],
  [
    'spec.tolerations.0.effect',
    'NoSchedule',
    ['spec.tolerations[0].effect: must be NoExecute when tolerationSeconds is set, got "NoSchedule"'],
  ],
  ['spec.tolerations.1.value', 'x', ['spec.tolerations[1].value: must be absent with operator Exists, got "x"']],
  [
    'spec.tolerations.1',
    { operator: 'Equal' },
    ['spec.tolerations[1].operator: must be Exists without a key, got "Equal"'],
  ],
  [
    'spec.tolerations.0.value',
    'a b',
    [
      'spec.tolerations[0].value: must be a label value, at most 63 letters, digits, "-", "_" and "." that starts and ends with a letter or digit, got "a b"',
    ],
  ],
  [
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms',
    [],
    ['spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: is required'],
  ],
  [
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0.matchExpressions.0.operator',
    'Is',
    [
      'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].operator: must be one of In, NotIn, Exists, DoesNotExist, Gt, Lt, got "Is"',
    ],
  ],
  [
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0.matchExpressions.0.values',
    [],
    [
      'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values: is required with operator In',
    ],
  ],
  [
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0.matchExpressions.1.values',
    ['x'],
    [
      'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[1].values: must be absent with operator Exists, got ["x"]',
    ],
  ],
  [
    'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.0.matchExpressions.2.values',
    ['1', '2'],
    [
      'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[2].values: must have exactly one value with operator Gt, got ["1","2"]',
    ],
  ],
  [
    'spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution.0.weight',
    0,
    [
      'spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: must be between 1 and 100, got 0',
    ],
  ],
  [
    'spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution.0.weight',
    101,
    [
      'spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: must be between 1 and 100, got 101',
    ],
  ],
  [
    'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.0.topologyKey',
    ABSENT,
    ['spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: is required'],
  ],
  [
    'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.0.namespaces',
    ['A'],
    [
      'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespaces[0]: must be a lowercase RFC 1123 label of at most 63 characters, got "A"',
    ],
  ],
  [
    'spec.topologySpreadConstraints.0.maxSkew',
    0,
    ['spec.topologySpreadConstraints[0].maxSkew: must be a whole number of at least 1, got 0'],
  ],
  [
    'spec.topologySpreadConstraints.0.whenUnsatisfiable',
    'Maybe',
    [
      'spec.topologySpreadConstraints[0].whenUnsatisfiable: must be one of DoNotSchedule, ScheduleAnyway, got "Maybe"',
      'spec.topologySpreadConstraints[0].minDomains: must be absent unless whenUnsatisfiable is DoNotSchedule',
    ],
  ],
  [
    'spec.topologySpreadConstraints.0.whenUnsatisfiable',
    'ScheduleAnyway',
    ['spec.topologySpreadConstraints[0].minDomains: must be absent unless whenUnsatisfiable is DoNotSchedule'],
  ],
  [
    'spec.topologySpreadConstraints.0.topologyKey',
    ABSENT,
    ['spec.topologySpreadConstraints[0].topologyKey: is required'],
  ],
  [
    'spec.topologySpreadConstraints.0',
    TWICE,
    [
      'spec.topologySpreadConstraints[1]: must be unique in its topologyKey and whenUnsatisfiable, got zone with DoNotSchedule twice',
    ],
  ],
  ['spec.securityContext.runAsUser', -1, ['spec.securityContext.runAsUser: must be between 0 and 2147483647, got -1']],
  [
    'spec.securityContext.fsGroupChangePolicy',
    'Sometimes',
    ['spec.securityContext.fsGroupChangePolicy: must be one of Always, OnRootMismatch, got "Sometimes"'],
  ],
  [
    'spec.securityContext.seccompProfile.type',
    'Default',
    [
      'spec.securityContext.seccompProfile.type: must be one of RuntimeDefault, Unconfined, Localhost, got "Default"',
      'spec.securityContext.seccompProfile.localhostProfile: must be absent unless type is Localhost',
    ],
  ],
  [
    'spec.securityContext.seccompProfile.localhostProfile',
    ABSENT,
    ['spec.securityContext.seccompProfile.localhostProfile: is required'],
  ],
  ['spec.volumes.0', TWICE, ['spec.volumes[10].name: must be unique in its pod, got "config" twice']],
  [
    'spec.volumes.0.name',
    'Config',
    [
      'spec.volumes[0].name: must be a lowercase RFC 1123 label of at most 63 characters, got "Config"',
      'spec.containers[0].volumeMounts[0].name: must be a volume of the pod (Config, secret, claim, block, scratch, host, nfs, bare, info, all), got "config"',
    ],
  ],
  ['spec.volumes.0.emptyDir', {}, ['spec.volumes[0]: must have at most one source, got configMap and emptyDir']],
  [
    'spec.volumes.0.configMap.defaultMode',
    512,
    ['spec.volumes[0].configMap.defaultMode: must be file permissions between 0 and 0777 (511), got 512'],
  ],
  ['spec.volumes.0.configMap.name', ABSENT, ['spec.volumes[0].configMap.name: is required']],
  [
    'spec.volumes.0.configMap.items.0.path',
    '../up',
    [
      'spec.volumes[0].configMap.items[0].path: must be a relative path without ".." at its start or as a part, got "../up"',
    ],
  ],
  ['spec.volumes.0.configMap.items.0.key', ABSENT, ['spec.volumes[0].configMap.items[0].key: is required']],
  ['spec.volumes.1.secret.secretName', ABSENT, ['spec.volumes[1].secret.secretName: is required']],
  [
    'spec.volumes.2.persistentVolumeClaim.claimName',
    ABSENT,
    ['spec.volumes[2].persistentVolumeClaim.claimName: is required'],
  ],
  [
    'spec.volumes.4.emptyDir.sizeLimit',
    '64MB',
    ['spec.volumes[4].emptyDir.sizeLimit: must be a quantity of at least 0 such as "500m" or "64Mi", got "64MB"'],
  ],
  ['spec.volumes.5.hostPath.path', '/a/../b', ['spec.volumes[5].hostPath.path: must not contain "..", got "/a/../b"']],
  [
    'spec.volumes.5.hostPath.type',
    'Folder',
    [
      'spec.volumes[5].hostPath.type: must be one of DirectoryOrCreate, Directory, FileOrCreate, File, Socket, CharDevice, BlockDevice, got "Folder"',
    ],
  ],
  ['spec.volumes.6.nfs.path', 'exports', ['spec.volumes[6].nfs.path: must be an absolute path, got "exports"']],
  ['spec.volumes.6.nfs.server', ABSENT, ['spec.volumes[6].nfs.server: is required']],
  [
    'spec.volumes.8.downwardAPI.items.0.fieldRef.fieldPath',
    'status.podIP',
    [
      'spec.volumes[8].downwardAPI.items[0].fieldRef.fieldPath: must be a metadata field: a volume offers no others, got "status.podIP"',
    ],
  ],
  [
    'spec.volumes.8.downwardAPI.items.0.fieldRef',
    ABSENT,
    ['spec.volumes[8].downwardAPI.items[0]: must have exactly one of fieldRef, resourceFieldRef, got none'],
  ],
  [
    'spec.volumes.8.downwardAPI.items.1.resourceFieldRef.resource',
    'cpu',
    [
      'spec.volumes[8].downwardAPI.items[1].resourceFieldRef.resource: must be limits or requests of cpu, memory or ephemeral-storage, such as limits.cpu, got "cpu"',
    ],
  ],
  [
    'spec.volumes.9.projected.sources.1.configMap.items',
    [{ key: 'x', path: 'a' }],
    [
      'spec.volumes[9].projected.sources[1].configMap.items[0].path: must be unique in the projected volume, got "a" twice',
    ],
  ],
  [
    'spec.volumes.9.projected.sources.0.configMap',
    { name: 'b' },
    ['spec.volumes[9].projected.sources[0]: must have one source only, got secret and configMap'],
  ],
  [
    'spec.volumes.9.projected.sources.3.serviceAccountToken.expirationSeconds',
    60,
    [
      'spec.volumes[9].projected.sources[3].serviceAccountToken.expirationSeconds: must be between 600 and 4294967296, got 60',
    ],
  ],
  [
    'spec.initContainers.1.livenessProbe',
    { exec: { command: ['x'] } },
    ['spec.initContainers[1].livenessProbe: must be absent on an init container without restartPolicy Always'],
  ],
  [
    'spec.initContainers.1.lifecycle',
    {},
    ['spec.initContainers[1].lifecycle: must be absent on an init container without restartPolicy Always'],
  ],
  [
    'spec.initContainers.0.restartPolicy',
    'Never',
    [
      'spec.initContainers[0].restartPolicy: must be one of Always, got "Never"',
      'spec.initContainers[0].startupProbe: must be absent on an init container without restartPolicy Always',
    ],
  ],
  ['spec.initContainers.0.name', 'main', ['spec.initContainers[0].name: must be unique in its pod, got "main" twice']],
  ['spec.containers', [], ['spec.containers: must have at least one container']],
  [
    'spec.containers.0.restartPolicy',
    'Always',
    ['spec.containers[0].restartPolicy: must be absent: only init containers have one'],
  ],
  [
    'spec.containers.0.name',
    'my_container',
    ['spec.containers[0].name: must be a lowercase RFC 1123 label of at most 63 characters, got "my_container"'],
  ],
  ['spec.containers.0.image', ABSENT, ['spec.containers[0].image: is required']],
  [
    'spec.containers.0.image',
    ' main:1',
    ['spec.containers[0].image: must not start or end with a space, got " main:1"'],
  ],
  [
    'spec.containers.0.imagePullPolicy',
    'always',
    ['spec.containers[0].imagePullPolicy: must be one of Always, IfNotPresent, Never, got "always"'],
  ],
  ['spec.containers.0.command', 'main --port 80', ['spec.containers[0].command: must be a list, got "main --port 80"']],
  ['spec.containers.0.args', [8080], ['spec.containers[0].args[0]: must be a string, got 8080 (quote it)']],
  [
    'spec.containers.0.ports.0.containerPort',
    0,
    ['spec.containers[0].ports[0].containerPort: must be between 1 and 65535, got 0'],
  ],
  [
    'spec.containers.0.ports.0.containerPort',
    65536,
    ['spec.containers[0].ports[0].containerPort: must be between 1 and 65535, got 65536'],
  ],
  [
    'spec.containers.0.ports.0.containerPort',
    '8080',
    ['spec.containers[0].ports[0].containerPort: must be between 1 and 65535, got "8080"'],
  ],
  [
    'spec.containers.0.ports.0.protocol',
    'HTTP',
    ['spec.containers[0].ports[0].protocol: must be one of TCP, UDP, SCTP, got "HTTP"'],
  ],
  [
    'spec.containers.0.ports.0.name',
    'Web',
    [
      'spec.containers[0].ports[0].name: must be a port name of at most 15 lowercase letters, digits and single inner "-", with at least one letter, got "Web"',
      'spec.containers[0].livenessProbe.httpGet.port: must be the name of a port of this container (its names are Web, dns), got "http"',
    ],
  ],
  [
    'spec.containers.0.ports.0.name',
    '8080',
    [
      'spec.containers[0].ports[0].name: must be a port name of at most 15 lowercase letters, digits and single inner "-", with at least one letter, got "8080"',
      'spec.containers[0].livenessProbe.httpGet.port: must be the name of a port of this container (its names are 8080, dns), got "http"',
    ],
  ],
  [
    'spec.containers.0.ports.0.name',
    'a-name-that-is-too-long',
    [
      'spec.containers[0].ports[0].name: must be a port name of at most 15 lowercase letters, digits and single inner "-", with at least one letter, got "a-name-that-is-too-long"',
      'spec.containers[0].livenessProbe.httpGet.port: must be the name of a port of this container (its names are a-name-that-is-too-long, dns), got "http"',
    ],
  ],
  [
    'spec.containers.0.ports.1.name',
    'http',
    ['spec.containers[0].ports[1].name: must be unique in its container, got "http" twice'],
  ],
  [
    'spec.containers.0.ports.1.protocol',
    'TCP',
    ['spec.containers[0].ports[1].containerPort: must be unique per protocol in its container, got 8080/TCP twice'],
  ],
  [
    'spec.containers.0.ports.2.hostPort',
    65536,
    ['spec.containers[0].ports[2].hostPort: must be between 1 and 65535, got 65536'],
  ],
  [
    'spec.containers.0.env.0.name',
    '1A',
    [
      'spec.containers[0].env[0].name: must be an environment variable name of letters, digits, "_", "-" and ".", not starting with a digit, got "1A"',
    ],
  ],
  ['spec.containers.0.env.0.name', ABSENT, ['spec.containers[0].env[0].name: is required']],
  ['spec.containers.0.env.0.value', 5432, ['spec.containers[0].env[0].value: must be a string, got 5432 (quote it)']],
  ['spec.containers.0.env.0.value', true, ['spec.containers[0].env[0].value: must be a string, got true (quote it)']],
  [
    'spec.containers.0.env.1.name',
    'PLAIN',
    ['spec.containers[0].env[1].name: must be unique in its container, got "PLAIN" twice'],
  ],
  [
    'spec.containers.0.env.2.value',
    'x',
    ['spec.containers[0].env[2].valueFrom: must be absent when value is not empty'],
  ],
  [
    'spec.containers.0.env.2.valueFrom',
    {},
    [
      'spec.containers[0].env[2].valueFrom: must have exactly one of configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef, got none',
    ],
  ],
  [
    'spec.containers.0.env.2.valueFrom.configMapKeyRef.key',
    'a/b',
    [
      'spec.containers[0].env[2].valueFrom.configMapKeyRef.key: must be a key of letters, digits, "-", "_" and "." of at most 253 characters, not "." nor starting with "..", got "a/b"',
    ],
  ],
  [
    'spec.containers.0.env.2.valueFrom.configMapKeyRef.name',
    ABSENT,
    ['spec.containers[0].env[2].valueFrom.configMapKeyRef.name: is required'],
  ],
  [
    'spec.containers.0.env.4.valueFrom.fieldRef.fieldPath',
    'metadata.nam',
    [
      'spec.containers[0].env[4].valueFrom.fieldRef.fieldPath: must be a field that the downward API offers, such as metadata.name or status.podIP, got "metadata.nam"',
    ],
  ],
  [
    'spec.containers.0.env.5.valueFrom.resourceFieldRef.resource',
    'memory',
    [
      'spec.containers[0].env[5].valueFrom.resourceFieldRef.resource: must be limits or requests of cpu, memory or ephemeral-storage, such as limits.cpu, got "memory"',
    ],
  ],
  [
    'spec.containers.0.env.5.valueFrom.resourceFieldRef.divisor',
    '2Mi',
    [
      'spec.containers[0].env[5].valueFrom.resourceFieldRef.divisor: must be one of 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei, got "2Mi"',
    ],
  ],
  [
    'spec.containers.0.envFrom.0.prefix',
    '1_',
    [
      'spec.containers[0].envFrom[0].prefix: must be an environment variable name of letters, digits, "_", "-" and ".", not starting with a digit, got "1_"',
    ],
  ],
  [
    'spec.containers.0.envFrom.0.secretRef',
    { name: 'x' },
    ['spec.containers[0].envFrom[0]: must have exactly one of configMapRef, secretRef, got configMapRef and secretRef'],
  ],
  [
    'spec.containers.0.volumeMounts.0.name',
    'nowhere',
    [
      'spec.containers[0].volumeMounts[0].name: must be a volume of the pod (config, secret, claim, block, scratch, host, nfs, bare, info, all), got "nowhere"',
    ],
  ],
  ['spec.containers.0.volumeMounts.0.mountPath', ABSENT, ['spec.containers[0].volumeMounts[0].mountPath: is required']],
  [
    'spec.containers.0.volumeMounts.1.mountPath',
    '/config',
    ['spec.containers[0].volumeMounts[1].mountPath: must be unique in its container, got "/config" twice'],
  ],
  [
    'spec.containers.0.volumeMounts.1.subPath',
    '/abs',
    ['spec.containers[0].volumeMounts[1].subPath: must be a relative path without "..", got "/abs"'],
  ],
  [
    'spec.containers.0.volumeMounts.1.subPathExpr',
    'x',
    ['spec.containers[0].volumeMounts[1].subPathExpr: must be absent beside subPath'],
  ],
  [
    'spec.containers.0.volumeMounts.3.mountPropagation',
    'Both',
    [
      'spec.containers[0].volumeMounts[3].mountPropagation: must be one of None, HostToContainer, Bidirectional, got "Both"',
    ],
  ],
  [
    'spec.containers.0.volumeDevices.0.name',
    'config',
    ['spec.containers[0].volumeDevices[0].name: must be a volume of the pod that is a claim, got "config"'],
  ],
  [
    'spec.containers.0.resources.requests.cpu',
    '2 cores',
    [
      'spec.containers[0].resources.requests.cpu: must be a quantity of at least 0 such as "500m" or "64Mi", got "2 cores"',
    ],
  ],
  [
    'spec.containers.0.resources.requests.cpu',
    '501m',
    ['spec.containers[0].resources.requests.cpu: must be at most the limit 0.5, got "501m"'],
  ],
  [
    'spec.containers.0.resources.requests.memory',
    -1,
    ['spec.containers[0].resources.requests.memory: must be a quantity of at least 0 such as "500m" or "64Mi", got -1'],
  ],
  [
    'spec.containers.0.resources.requests',
    { 'example.com/gpu': 2 },
    ['spec.containers[0].resources.requests["example.com/gpu"]: must equal the limit 1, got 2'],
  ],
  [
    'spec.containers.0.resources.requests',
    { 'example.com/fpga': 1 },
    [
      'spec.containers[0].resources.requests["example.com/fpga"]: must have the same amount among the limits: extended resources and huge pages cannot be overcommitted',
    ],
  ],
  [
    'spec.containers.0.resources.limits',
    { gpu: 1 },
    [
      'spec.containers[0].resources.limits.gpu: resource name must be cpu, memory, ephemeral-storage or an extended resource such as nvidia.com/gpu, got "gpu"',
      'spec.containers[0].resources.requests["example.com/gpu"]: must have the same amount among the limits: extended resources and huge pages cannot be overcommitted',
    ],
  ],
  [
    'spec.containers.0.livenessProbe',
    {},
    ['spec.containers[0].livenessProbe: must have exactly one of httpGet, exec, tcpSocket, grpc, got none'],
  ],
  [
    'spec.containers.0.livenessProbe.tcpSocket',
    { port: 8080 },
    [
      'spec.containers[0].livenessProbe: must have exactly one of httpGet, exec, tcpSocket, grpc, got httpGet and tcpSocket',
    ],
  ],
  [
    'spec.containers.0.livenessProbe.successThreshold',
    2,
    ['spec.containers[0].livenessProbe.successThreshold: must be 1 for a livenessProbe, got 2'],
  ],
  [
    'spec.containers.0.startupProbe.successThreshold',
    2,
    ['spec.containers[0].startupProbe.successThreshold: must be 1 for a startupProbe, got 2'],
  ],
  [
    'spec.containers.0.livenessProbe.periodSeconds',
    -1,
    ['spec.containers[0].livenessProbe.periodSeconds: must be a whole number of at least 0, got -1'],
  ],
  [
    'spec.containers.0.livenessProbe.timeoutSeconds',
    1.5,
    ['spec.containers[0].livenessProbe.timeoutSeconds: must be a whole number of at least 0, got 1.5'],
  ],
  [
    'spec.containers.0.livenessProbe.httpGet.port',
    'web',
    [
      'spec.containers[0].livenessProbe.httpGet.port: must be the name of a port of this container (its names are http, dns), got "web"',
    ],
  ],
  [
    'spec.containers.0.livenessProbe.httpGet.port',
    0,
    ['spec.containers[0].livenessProbe.httpGet.port: must be between 1 and 65535, got 0'],
  ],
  [
    'spec.containers.0.livenessProbe.httpGet.scheme',
    'http',
    ['spec.containers[0].livenessProbe.httpGet.scheme: must be one of HTTP, HTTPS, got "http"'],
  ],
  [
    'spec.containers.0.livenessProbe.httpGet.httpHeaders.0.name',
    'X Probe',
    ['spec.containers[0].livenessProbe.httpGet.httpHeaders[0].name: must be an HTTP header name, got "X Probe"'],
  ],
  [
    'spec.containers.0.livenessProbe.terminationGracePeriodSeconds',
    0,
    ['spec.containers[0].livenessProbe.terminationGracePeriodSeconds: must be a whole number of at least 1, got 0'],
  ],
  [
    'spec.containers.0.readinessProbe.terminationGracePeriodSeconds',
    5,
    [
      'spec.containers[0].readinessProbe.terminationGracePeriodSeconds: must be absent on a readinessProbe, which never restarts a container',
    ],
  ],
  [
    'spec.containers.0.readinessProbe.exec.command',
    [],
    ['spec.containers[0].readinessProbe.exec.command: is required'],
  ],
  [
    'spec.containers.0.startupProbe.grpc.port',
    'health',
    ['spec.containers[0].startupProbe.grpc.port: must be between 1 and 65535, got "health"'],
  ],
  [
    'spec.containers.0.lifecycle.preStop',
    {},
    ['spec.containers[0].lifecycle.preStop: must have exactly one of httpGet, exec, tcpSocket, sleep, got none'],
  ],
  [
    'spec.containers.0.securityContext.privileged',
    true,
    ['spec.containers[0].securityContext.allowPrivilegeEscalation: must not be false when privileged is true'],
  ],
  [
    'spec.containers.0.securityContext.capabilities.add',
    ['CAP_SYS_ADMIN'],
    [
      'spec.containers[0].securityContext.allowPrivilegeEscalation: must not be false when capabilities.add has CAP_SYS_ADMIN',
    ],
  ],
  [
    'spec.containers.0.securityContext.runAsUser',
    'root',
    ['spec.containers[0].securityContext.runAsUser: must be between 0 and 2147483647, got "root"'],
  ],
  [
    'spec.containers.0.securityContext.seccompProfile.localhostProfile',
    'x.json',
    ['spec.containers[0].securityContext.seccompProfile.localhostProfile: must be absent unless type is Localhost'],
  ],
  [
    'spec.containers.0.terminationMessagePolicy',
    'Log',
    ['spec.containers[0].terminationMessagePolicy: must be one of File, FallbackToLogsOnError, got "Log"'],
  ],
]);
