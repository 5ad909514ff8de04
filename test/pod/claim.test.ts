import { Size } from 'cdk8s';
import { PersistentVolumeAccessMode, PersistentVolumeMode } from 'cdk8s-plus-27';
import { claimTemplate, type ClaimTemplateProps } from '../../lib/pod/claim';
import { expectEveryPropToShow } from '../support/every-prop';
import { written } from '../support/pod-json';

const ALL: Required<ClaimTemplateProps> = {
  name: 'data',
  labels: { tier: 'db' },
  annotations: { note: 'claim' },
  storage: Size.gibibytes(10),
  storageClassName: '',
  accessModes: [PersistentVolumeAccessMode.READ_WRITE_MANY],
  volumeMode: PersistentVolumeMode.BLOCK,
  volumeLabels: { disk: 'fast' },
  volumeName: 'pv-1',
};

test('every prop shows', () => {
  expectEveryPropToShow({ all: ALL, others: { name: 'other', storage: Size.gibibytes(1) } }, claimTemplate);
});

test('a claim is written as the API writes it', () => {
  expect(written(claimTemplate(ALL))).toEqual({
    metadata: { name: 'data', labels: { tier: 'db' }, annotations: { note: 'claim' } },
    spec: {
      accessModes: ['ReadWriteMany'],
      resources: { requests: { storage: '10Gi' } },
      storageClassName: '',
      volumeMode: 'Block',
      selector: { matchLabels: { disk: 'fast' } },
      volumeName: 'pv-1',
    },
  });
});

test('one node may write by default', () => {
  expect(claimTemplate({ name: 'data', storage: Size.gibibytes(1) }).spec?.accessModes).toEqual(['ReadWriteOnce']);
});
