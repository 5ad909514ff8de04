import { isFields, type Json } from '../manifest';
import { type Edit } from './edit';

const MAX_INT32 = 2 ** 31 - 1;

const from = (version: string, name: string) => `k8s.io/kubernetes/pkg/apis/${version}/defaults.go SetDefaults_${name}`;

/** extensions/v1beta1 and apps/v1beta1 derived the selector from the labels of the template. */
export function upgradeWorkload(edit: Edit, kind: string, version: string, source: boolean): void {
  const derives = version === 'extensions/v1beta1' || version === 'apps/v1beta1';
  const labels = edit.get('spec', 'template', 'metadata', 'labels');
  if (derives && isFields(labels)) {
    edit.fill(
      ['spec', 'selector'],
      { matchLabels: { ...labels } },
      `derived from the template's labels, ${from(version, kind)}`,
    );
    if (source && isEmpty(edit.get('metadata', 'labels'))) {
      edit.set(['metadata', 'labels'], { ...labels }, from(version, kind));
    }
  }
  edit.take('spec', 'rollbackTo');
  if (kind === 'DaemonSet') edit.take('spec', 'templateGeneration');
  if (source) for (const [path, value] of oldDefaults(edit, kind, version)) edit.fill(path, value, from(version, kind));
}

/** What a version filled in, where apps/v1 fills in something else. */
function* oldDefaults(edit: Edit, kind: string, version: string): Generator<[string[], Json]> {
  const type = (strategy: string): Json | undefined => edit.get('spec', strategy, 'type') || undefined;
  if (kind === 'Deployment' && version === 'extensions/v1beta1') {
    const rolling = type('strategy') === undefined || type('strategy') === 'RollingUpdate';
    if (rolling || edit.get('spec', 'strategy', 'rollingUpdate') !== undefined) {
      yield [['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'], 1];
      yield [['spec', 'strategy', 'rollingUpdate', 'maxSurge'], 1];
    }
    yield [['spec', 'progressDeadlineSeconds'], MAX_INT32];
    yield [['spec', 'revisionHistoryLimit'], MAX_INT32];
  }
  if (kind === 'Deployment' && version === 'apps/v1beta1') yield [['spec', 'revisionHistoryLimit'], 2];
  const onDelete =
    (kind === 'DaemonSet' && version === 'extensions/v1beta1') ||
    (kind === 'StatefulSet' && version === 'apps/v1beta1');
  if (onDelete && type('updateStrategy') === undefined) {
    if (edit.get('spec', 'updateStrategy', 'type') === '') edit.take('spec', 'updateStrategy', 'type');
    yield [['spec', 'updateStrategy', 'type'], 'OnDelete'];
  }
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || (isFields(value) && Object.keys(value).length === 0);
}
