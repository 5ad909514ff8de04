import { ABSENT, testBadInputs } from './bad-inputs';

testBadInputs('ConfigMap', [
  [
    'data',
    { 'a b': 'x' },
    [
      'data: key must be a key of letters, digits, "-", "_" and "." of at most 253 characters, not "." nor starting with "..", got "a b"',
    ],
  ],
  [
    'data',
    { '..x': 'x' },
    [
      'data: key must be a key of letters, digits, "-", "_" and "." of at most 253 characters, not "." nor starting with "..", got "..x"',
    ],
  ],
  ['data', { a: 1 }, ['data.a: must be a string, got 1 (quote it)']],
  ['data', { c: 'x' }, ['binaryData: must not repeat a key of data, got "c"']],
  ['data', { a: 'x'.repeat(1048576) }, ['data must be at most 1048576 bytes together, got 1048579']],
  ['binaryData.c', 'not base64!', ['binaryData.c: must be base64, got text of 11 characters that is not']],
  ['immutable', 'yes', ['immutable: must be true or false, got "yes"']],
]);

testBadInputs('Secret', [
  ['data', {}, ['data must have the key "tls.crt" with type kubernetes.io/tls']],
  ['data', { 'tls.crt': 'not base64!' }, ['data["tls.crt"]: must be base64, got text of 11 characters that is not']],
  ['stringData', { 'tls.key': 'x'.repeat(1048576) }, ['data must be at most 1048576 bytes together, got 1048579']],
  [
    'type',
    'kubernetes.io/dockerconfigjson',
    ['data must have the key ".dockerconfigjson" with type kubernetes.io/dockerconfigjson'],
  ],
  ['type', 'kubernetes.io/dockercfg', ['data must have the key ".dockercfg" with type kubernetes.io/dockercfg']],
  [
    'type',
    'kubernetes.io/basic-auth',
    [
      'data must have the key "username" with type kubernetes.io/basic-auth',
      'data must have the key "password" with type kubernetes.io/basic-auth',
    ],
  ],
  ['type', 'kubernetes.io/ssh-auth', ['data must have the key "ssh-privatekey" with type kubernetes.io/ssh-auth']],
  [
    'type',
    'kubernetes.io/service-account-token',
    ['metadata.annotations["kubernetes.io/service-account.name"]: is required'],
  ],
]);

testBadInputs('PersistentVolumeClaim', [
  ['spec.accessModes', [], ['spec.accessModes: must have at least one access mode']],
  [
    'spec.accessModes',
    ['RWO'],
    ['spec.accessModes[0]: must be one of ReadWriteOnce, ReadOnlyMany, ReadWriteMany, ReadWriteOncePod, got "RWO"'],
  ],
  [
    'spec.accessModes',
    ['ReadWriteOncePod', 'ReadOnlyMany'],
    ['spec.accessModes: must not have ReadWriteOncePod beside others, got ["ReadWriteOncePod","ReadOnlyMany"]'],
  ],
  ['spec.resources.requests.storage', 0, ['spec.resources.requests.storage: must be a quantity above 0, got 0']],
  ['spec.volumeMode', 'Raw', ['spec.volumeMode: must be one of Filesystem, Block, got "Raw"']],
]);

testBadInputs('PersistentVolume', [
  ['spec.capacity', {}, ['spec.capacity.storage: is required']],
  ['spec.nfs', ABSENT, ['spec: must have exactly one volume source, got none']],
  ['spec.hostPath', { path: '/x' }, ['spec: must have exactly one volume source, got nfs and hostPath']],
  ['spec.nfs.server', ABSENT, ['spec.nfs.server: is required']],
  [
    'spec.persistentVolumeReclaimPolicy',
    'Keep',
    ['spec.persistentVolumeReclaimPolicy: must be one of Retain, Delete, Recycle, got "Keep"'],
  ],
]);

testBadInputs('StorageClass', [
  ['provisioner', ABSENT, ['provisioner: is required']],
  ['reclaimPolicy', 'Recycle', ['reclaimPolicy: must be one of Delete, Retain, got "Recycle"']],
  ['volumeBindingMode', 'Later', ['volumeBindingMode: must be one of Immediate, WaitForFirstConsumer, got "Later"']],
  ['parameters', { replicas: 3 }, ['parameters.replicas: must be a string, got 3 (quote it)']],
]);

testBadInputs('Namespace', [
  ['metadata.name', 'a.b', ['metadata.name: must be a lowercase RFC 1123 label of at most 63 characters, got "a.b"']],
]);

testBadInputs('ServiceAccount', [
  [
    'metadata.name',
    'My Robot',
    ['metadata.name: must be a lowercase RFC 1123 subdomain of at most 253 characters, got "My Robot"'],
  ],
]);
