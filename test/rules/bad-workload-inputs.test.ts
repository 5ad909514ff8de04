import { ABSENT, testBadInputs } from './bad-inputs';

testBadInputs('Deployment', [
  ['spec.selector', ABSENT, ['spec.selector: is required']],
  ['spec.selector', {}, ['spec.selector: must not be empty: it would take every pod of the namespace']],
  [
    'spec.selector.matchLabels.app',
    'other',
    [
      'spec.template.metadata.labels: must match the selector {"matchLabels":{"app":"other"},"matchExpressions":[{"key":"tier","operator":"In","values":["front"]}]}, got {"app":"web","tier":"front"}',
    ],
  ],
  [
    'spec.selector.matchExpressions.0.operator',
    'Equals',
    [
      'spec.selector.matchExpressions[0].operator: must be one of In, NotIn, Exists, DoesNotExist, got "Equals"',
      'spec.template.metadata.labels: must match the selector {"matchLabels":{"app":"web"},"matchExpressions":[{"key":"tier","operator":"Equals","values":["front"]}]}, got {"app":"web","tier":"front"}',
    ],
  ],
  [
    'spec.selector.matchExpressions.0.values',
    [],
    [
      'spec.selector.matchExpressions[0].values: is required with operator In',
      'spec.template.metadata.labels: must match the selector {"matchLabels":{"app":"web"},"matchExpressions":[{"key":"tier","operator":"In","values":[]}]}, got {"app":"web","tier":"front"}',
    ],
  ],
  [
    'spec.template',
    ABSENT,
    [
      'spec.template.metadata.labels: must match the selector {"matchLabels":{"app":"web"},"matchExpressions":[{"key":"tier","operator":"In","values":["front"]}]}, got {}',
      'spec.template: is required',
    ],
  ],
  ['spec.replicas', -1, ['spec.replicas: must be a whole number of at least 0, got -1']],
  ['spec.replicas', '3 pods', ['spec.replicas: must be a whole number of at least 0, got "3 pods"']],
  ['spec.minReadySeconds', 60, ['spec.progressDeadlineSeconds: must be greater than minReadySeconds 60, got 60']],
  ['spec.revisionHistoryLimit', -1, ['spec.revisionHistoryLimit: must be a whole number of at least 0, got -1']],
  ['spec.paused', 'yes', ['spec.paused: must be true or false, got "yes"']],
  ['spec.strategy.type', 'Rolling', ['spec.strategy.type: must be one of RollingUpdate, Recreate, got "Rolling"']],
  ['spec.strategy.type', 'Recreate', ['spec.strategy.rollingUpdate: must be absent with type Recreate']],
  [
    'spec.strategy.rollingUpdate.maxSurge',
    '0%',
    ['spec.strategy.rollingUpdate: must not have both maxSurge and maxUnavailable at 0: nothing could roll'],
  ],
  [
    'spec.strategy.rollingUpdate.maxSurge',
    'a quarter',
    [
      'spec.strategy.rollingUpdate.maxSurge: must be a whole number of at least 0 or a percentage such as "25%", got "a quarter"',
    ],
  ],
  [
    'spec.strategy.rollingUpdate.maxUnavailable',
    '101%',
    ['spec.strategy.rollingUpdate.maxUnavailable: must be at most 100%, got "101%"'],
  ],
  [
    'spec.template.spec.restartPolicy',
    'OnFailure',
    ['spec.template.spec.restartPolicy: must be one of Always, got "OnFailure"'],
  ],
  [
    'spec.template.spec.activeDeadlineSeconds',
    60,
    ['spec.template.spec.activeDeadlineSeconds: must be absent in the template of a workload that keeps running'],
  ],
]);

testBadInputs('ReplicaSet', [['spec.replicas', -1, ['spec.replicas: must be a whole number of at least 0, got -1']]]);

testBadInputs('DaemonSet', [
  [
    'spec.updateStrategy.type',
    'Recreate',
    ['spec.updateStrategy.type: must be one of RollingUpdate, OnDelete, got "Recreate"'],
  ],
  [
    'spec.updateStrategy.rollingUpdate.maxUnavailable',
    1,
    ['spec.updateStrategy.rollingUpdate.maxSurge: must be 0 unless maxUnavailable is 0, got "10%" beside 1'],
  ],
  [
    'spec.updateStrategy.rollingUpdate.maxSurge',
    0,
    ['spec.updateStrategy.rollingUpdate: must not have both maxSurge and maxUnavailable at 0: nothing could roll'],
  ],
]);

testBadInputs('StatefulSet', [
  [
    'metadata.name',
    'x'.repeat(53),
    [
      'metadata.name: must be a lowercase RFC 1123 label of at most 52 characters, got "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
    ],
  ],
  ['metadata.name', 'a.b', ['metadata.name: must be a lowercase RFC 1123 label of at most 52 characters, got "a.b"']],
  ['spec.replicas', -1, ['spec.replicas: must be a whole number of at least 0, got -1']],
  [
    'spec.podManagementPolicy',
    'Serial',
    ['spec.podManagementPolicy: must be one of OrderedReady, Parallel, got "Serial"'],
  ],
  ['spec.updateStrategy.type', 'OnDelete', ['spec.updateStrategy.rollingUpdate: must be absent with type OnDelete']],
  [
    'spec.updateStrategy.rollingUpdate.partition',
    -1,
    ['spec.updateStrategy.rollingUpdate.partition: must be a whole number of at least 0, got -1'],
  ],
  [
    'spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
    'Keep',
    ['spec.persistentVolumeClaimRetentionPolicy.whenDeleted: must be one of Retain, Delete, got "Keep"'],
  ],
  ['spec.ordinals.start', -1, ['spec.ordinals.start: must be a whole number of at least 0, got -1']],
  [
    'spec.volumeClaimTemplates.0.spec.resources.requests.storage',
    ABSENT,
    ['spec.volumeClaimTemplates[0].spec.resources.requests.storage: is required'],
  ],
  [
    'spec.volumeClaimTemplates.0.metadata.name',
    'other',
    ['spec.template.spec.containers[0].volumeMounts[0].name: must be a volume of the pod (other), got "data"'],
  ],
]);

testBadInputs('Job', [
  [
    'metadata.name',
    'x'.repeat(64),
    [
      'metadata.name: must be a lowercase RFC 1123 subdomain of at most 63 characters, got "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
      'metadata.name: must make DNS labels of at most 63 characters with the index, got "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-3" for the last pod',
    ],
  ],
  [
    'metadata.name',
    'x'.repeat(63),
    [
      'metadata.name: must make DNS labels of at most 63 characters with the index, got "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-3" for the last pod',
    ],
  ],
  [
    'spec.template.spec.restartPolicy',
    'Always',
    [
      'spec.template.spec.restartPolicy: must be one of OnFailure, Never, got "Always"',
      'spec.podFailurePolicy: must be absent unless restartPolicy is Never',
    ],
  ],
  [
    'spec.template.spec.restartPolicy',
    ABSENT,
    [
      'spec.template.spec.restartPolicy: is required',
      'spec.podFailurePolicy: must be absent unless restartPolicy is Never',
    ],
  ],
  [
    'spec.template.spec.restartPolicy',
    'OnFailure',
    ['spec.podFailurePolicy: must be absent unless restartPolicy is Never'],
  ],
  ['spec.backoffLimit', -1, ['spec.backoffLimit: must be a whole number of at least 0, got -1']],
  ['spec.parallelism', -1, ['spec.parallelism: must be a whole number of at least 0, got -1']],
  ['spec.completions', ABSENT, ['spec.completions: is required with completionMode Indexed and parallelism']],
  ['spec.completionMode', 'Sorted', ['spec.completionMode: must be one of NonIndexed, Indexed, got "Sorted"']],
  ['spec.activeDeadlineSeconds', -1, ['spec.activeDeadlineSeconds: must be a whole number of at least 0, got -1']],
  ['spec.ttlSecondsAfterFinished', -1, ['spec.ttlSecondsAfterFinished: must be a whole number of at least 0, got -1']],
  [
    'spec.selector',
    { matchLabels: { a: 'b' } },
    ['spec.selector: must be absent unless manualSelector is true: the server generates it'],
  ],
  [
    'spec.podFailurePolicy.rules.0.action',
    'Retry',
    ['spec.podFailurePolicy.rules[0].action: must be one of FailJob, Ignore, Count, FailIndex, got "Retry"'],
  ],
  [
    'spec.podFailurePolicy.rules.0.onPodConditions',
    [],
    ['spec.podFailurePolicy.rules[0]: must have exactly one of onExitCodes, onPodConditions, got none'],
  ],
  [
    'spec.podFailurePolicy.rules.1.onExitCodes.values',
    [0],
    ['spec.podFailurePolicy.rules[1].onExitCodes.values[0]: must not be 0 with operator In: that is success'],
  ],
  [
    'spec.podFailurePolicy.rules.1.onExitCodes.values',
    [],
    ['spec.podFailurePolicy.rules[1].onExitCodes.values: must have at least one exit code'],
  ],
  [
    'spec.podFailurePolicy.rules.1.onExitCodes.operator',
    'Is',
    ['spec.podFailurePolicy.rules[1].onExitCodes.operator: must be one of In, NotIn, got "Is"'],
  ],
  [
    'spec.podFailurePolicy.rules.1.onExitCodes.containerName',
    'other',
    ['spec.podFailurePolicy.rules[1].onExitCodes.containerName: must be a container of the pod (main), got "other"'],
  ],
]);

testBadInputs('CronJob', [
  [
    'metadata.name',
    'x'.repeat(53),
    [
      'metadata.name: must be a lowercase RFC 1123 subdomain of at most 52 characters, got "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',
    ],
  ],
  ['spec.schedule', ABSENT, ['spec.schedule: is required']],
  ['spec.schedule', '* * * *', ['spec.schedule: must be a cron schedule of five fields (4 fields), got "* * * *"']],
  [
    'spec.schedule',
    '60 * * * *',
    ['spec.schedule: must be a cron schedule of five fields (minute "60" is not within 0-59), got "60 * * * *"'],
  ],
  [
    'spec.schedule',
    '@sometimes',
    ['spec.schedule: must be a cron schedule of five fields (unknown descriptor), got "@sometimes"'],
  ],
  [
    'spec.schedule',
    'TZ=UTC * * * * *',
    ['spec.schedule: must be a cron schedule of five fields (time zones go to timeZone), got "TZ=UTC * * * * *"'],
  ],
  [
    'spec.timeZone',
    'Mars/Olympus',
    ['spec.timeZone: must be a time zone of the IANA database such as "Europe/Berlin", got "Mars/Olympus"'],
  ],
  ['spec.concurrencyPolicy', 'Never', ['spec.concurrencyPolicy: must be one of Allow, Forbid, Replace, got "Never"']],
  ['spec.startingDeadlineSeconds', -1, ['spec.startingDeadlineSeconds: must be a whole number of at least 0, got -1']],
  [
    'spec.successfulJobsHistoryLimit',
    -1,
    ['spec.successfulJobsHistoryLimit: must be a whole number of at least 0, got -1'],
  ],
  ['spec.suspend', 'no', ['spec.suspend: must be true or false, got "no"']],
  [
    'spec.jobTemplate.spec.manualSelector',
    true,
    ['spec.jobTemplate.spec.manualSelector: must be absent in a CronJob: its jobs would share one selector'],
  ],
  [
    'spec.jobTemplate.spec.template.spec.restartPolicy',
    'Always',
    ['spec.jobTemplate.spec.template.spec.restartPolicy: must be one of OnFailure, Never, got "Always"'],
  ],
]);

testBadInputs('HorizontalPodAutoscaler', [
  ['spec.minReplicas', 0, ['spec.minReplicas: must be a whole number of at least 1, got 0']],
  ['spec.minReplicas', 6, ['spec.maxReplicas: must be at least minReplicas 6, got 5']],
  ['spec.maxReplicas', ABSENT, ['spec.maxReplicas: is required']],
  ['spec.scaleTargetRef.name', ABSENT, ['spec.scaleTargetRef.name: is required']],
  [
    'spec.metrics.0.type',
    'Memory',
    ['spec.metrics[0].type: must be one of Object, Pods, Resource, External, ContainerResource, got "Memory"'],
  ],
  ['spec.metrics.0.type', 'Pods', ['spec.metrics[0]: must have pods and no other source with type Pods, got resource']],
  [
    'spec.metrics.0.resource.target',
    { type: 'Utilization' },
    ['spec.metrics[0].resource.target: must have averageUtilization, averageValue or value'],
  ],
  [
    'spec.metrics.0.resource.target.averageUtilization',
    0,
    ['spec.metrics[0].resource.target.averageUtilization: must be a whole number of at least 1, got 0'],
  ],
  [
    'spec.metrics.1.pods.target.averageValue',
    'many',
    ['spec.metrics[1].pods.target.averageValue: must be a quantity of at least 0 such as "500m" or "64Mi", got "many"'],
  ],
  ['spec.metrics.2.object.describedObject.name', ABSENT, ['spec.metrics[2].object.describedObject.name: is required']],
  [
    'spec.behavior.scaleUp.policies.0.periodSeconds',
    1801,
    ['spec.behavior.scaleUp.policies[0].periodSeconds: must be between 1 and 1800, got 1801'],
  ],
  ['spec.behavior.scaleUp.policies', [], ['spec.behavior.scaleUp.policies: must have at least one policy']],
  [
    'spec.behavior.scaleUp.stabilizationWindowSeconds',
    3601,
    ['spec.behavior.scaleUp.stabilizationWindowSeconds: must be between 0 and 3600, got 3601'],
  ],
  [
    'spec.behavior.scaleUp.selectPolicy',
    'All',
    ['spec.behavior.scaleUp.selectPolicy: must be one of Max, Min, Disabled, got "All"'],
  ],
]);

testBadInputs('PodDisruptionBudget', [
  ['spec.maxUnavailable', 1, ['spec: must have one of minAvailable, maxUnavailable, got both']],
  ['spec.minAvailable', '101%', ['spec.minAvailable: must be at most 100%, got "101%"']],
  [
    'spec.minAvailable',
    'half',
    ['spec.minAvailable: must be a whole number of at least 0 or a percentage such as "25%", got "half"'],
  ],
  [
    'spec.unhealthyPodEvictionPolicy',
    'Never',
    ['spec.unhealthyPodEvictionPolicy: must be one of IfHealthyBudget, AlwaysAllow, got "Never"'],
  ],
]);
