import { typeNamed } from '../../../kubernetes/schema/kinds';
import { defaultPullPolicy } from './image-tag';
import { isFields } from '../manifest';
import { at, type DefaultTable } from './rule';

const core = (name: string) => `k8s.io/kubernetes/pkg/apis/core/v1/defaults.go ${name}`;
const API = 'k8s.io/api/core/v1/types.go +default';
/** 0644: the mode of files that a ConfigMap, Secret, downward API or projected volume makes. */
const MODE = 0o644;

export const CORE_VOLUME_DEFAULTS: DefaultTable = [
  {
    on: 'core.Volume',
    set: 'emptyDir',
    to: () => ({}),
    when: (volume) =>
      ![...typeNamed('core.Volume').fields.keys()].some((source) => source !== 'name' && volume[source] !== undefined),
    source: core('SetDefaults_Volume'),
  },
  {
    on: 'core.ImageVolumeSource',
    set: 'pullPolicy',
    to: ({ reference }) => defaultPullPolicy(reference),
    source: core('SetDefaults_Volume'),
  },
  { on: 'core.SecretVolumeSource', set: 'defaultMode', to: MODE, source: core('SetDefaults_SecretVolumeSource') },
  { on: 'core.ConfigMapVolumeSource', set: 'defaultMode', to: MODE, source: core('SetDefaults_ConfigMapVolumeSource') },
  {
    on: 'core.DownwardAPIVolumeSource',
    set: 'defaultMode',
    to: MODE,
    source: core('SetDefaults_DownwardAPIVolumeSource'),
  },
  { on: 'core.ProjectedVolumeSource', set: 'defaultMode', to: MODE, source: core('SetDefaults_ProjectedVolumeSource') },
  {
    on: 'core.ServiceAccountTokenProjection',
    set: 'expirationSeconds',
    to: 3600,
    source: core('SetDefaults_ServiceAccountTokenProjection'),
  },
  { on: 'core.HostPathVolumeSource', set: 'type', to: '', source: core('SetDefaults_HostPathVolumeSource') },
  ...['core.ISCSIVolumeSource', 'core.ISCSIPersistentVolumeSource'].map((on) => ({
    on,
    set: 'iscsiInterface',
    to: 'default',
    source: API,
  })),
  ...['core.RBDVolumeSource', 'core.RBDPersistentVolumeSource'].flatMap((on) => [
    { on, set: 'pool', to: 'rbd', source: API },
    { on, set: 'user', to: 'admin', source: API },
    { on, set: 'keyring', to: '/etc/ceph/keyring', source: API },
  ]),
  { on: 'core.AzureDiskVolumeSource', set: 'cachingMode', to: 'ReadWrite', source: API },
  { on: 'core.AzureDiskVolumeSource', set: 'fsType', to: 'ext4', source: API },
  { on: 'core.AzureDiskVolumeSource', set: 'readOnly', to: false, source: API },
  { on: 'core.AzureDiskVolumeSource', set: 'kind', to: 'Shared', source: API },
  ...['core.ScaleIOVolumeSource', 'core.ScaleIOPersistentVolumeSource'].flatMap((on) => [
    { on, set: 'storageMode', to: 'ThinProvisioned', source: API },
    { on, set: 'fsType', to: 'xfs', source: API },
  ]),
  {
    on: 'core.PersistentVolumeSpec',
    set: 'persistentVolumeReclaimPolicy',
    to: 'Retain',
    source: core('SetDefaults_PersistentVolume'),
  },
  {
    on: 'core.PersistentVolumeSpec',
    set: 'volumeMode',
    to: 'Filesystem',
    source: core('SetDefaults_PersistentVolume'),
  },
  {
    on: 'core.PersistentVolumeClaimSpec',
    set: 'volumeMode',
    to: 'Filesystem',
    source: core('SetDefaults_PersistentVolumeClaimSpec'),
  },
  {
    on: 'core.PersistentVolumeClaim',
    sets: 'spec.dataSource, spec.dataSourceRef',
    source:
      'k8s.io/kubernetes/pkg/api/persistentvolumeclaim/util.go EnforceDataSourceBackwardsCompatibility, NormalizeDataSources',
    apply: (claim, set) => {
      const source = at(claim, 'spec.dataSource');
      const reference = at(claim, 'spec.dataSourceRef');
      if (isFields(source) && reference === undefined) {
        const isKnown =
          (source.kind === 'PersistentVolumeClaim' && (source.apiGroup ?? '') === '') ||
          (source.kind === 'VolumeSnapshot' && source.apiGroup === 'snapshot.storage.k8s.io');
        if (isKnown) set(['spec', 'dataSourceRef'], { ...source });
        else set(['spec', 'dataSource'], undefined);
      } else if (isFields(reference) && source === undefined && (reference.namespace ?? '') === '') {
        const local = { ...reference };
        delete local.namespace;
        set(['spec', 'dataSource'], local);
      }
    },
  },
  {
    on: 'core.NodeSpec',
    sets: 'podCIDRs, podCIDR',
    source: 'k8s.io/kubernetes/pkg/apis/core/v1/conversion.go Convert_v1_NodeSpec_To_core_NodeSpec',
    apply: ({ podCIDR, podCIDRs }, set) => {
      const [first] = Array.isArray(podCIDRs) ? podCIDRs : [];
      if (podCIDR !== undefined && podCIDR !== first) set(['podCIDRs'], [podCIDR]);
      if (podCIDR === undefined && first !== undefined) set(['podCIDR'], first);
    },
  },
];
