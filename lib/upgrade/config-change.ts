import { type Fields, isFields, type Json, type Manifest } from '../testing/equivalence/manifest';
import { type Effect } from './consequence';
import { at, isChanged, type Revision } from './revision';

/** The effects of a changed ConfigMap or Secret on the pods that read it. */
export function configEffects(revision: Revision): Effect[] {
  if (!['data', 'binaryData', 'stringData'].some((field) => isChanged(revision, field))) return [];
  const { after, surroundings } = revision;
  const readers = surroundings.flatMap((workload) => {
    const spec = at(workload, workload.kind === 'Pod' ? 'spec' : 'spec.template.spec');
    if (!isFields(spec) || workload.metadata?.namespace !== after.metadata?.namespace) return [];
    const use = useOf(spec, after);
    return use === undefined ? [] : [{ name: `${workload.kind} ${workload.metadata?.name}`, use }];
  });
  const fixed = readers.filter(({ use }) => use === 'fixed').map(({ name }) => name);
  const mounted = readers.filter(({ use }) => use === 'mounted').map(({ name }) => name);
  const effects: Effect[] = [];
  if (fixed.length > 0) {
    const text = `running pods of ${fixed.join(', ')} keep the old values, read at their start; new pods get the new ones`;
    const wayOut = 'an annotation on the pod template with a hash of the content, or a name with one';
    effects.push({ severity: 'change', text, field: 'data', wayOut });
  }
  if (mounted.length > 0) {
    effects.push({
      severity: 'change',
      text: `the files in pods of ${mounted.join(', ')} change within about a minute`,
      field: 'data',
    });
  }
  return effects;
}

/** How a pod reads a ConfigMap or Secret: `fixed` at its start (environment, subPath), or `mounted` as files that follow. */
function useOf(spec: Fields, config: Manifest): 'fixed' | 'mounted' | undefined {
  const name = config.metadata?.name;
  const [env, from, volume, nameField] =
    config.kind === 'Secret'
      ? (['secretKeyRef', 'secretRef', 'secret', 'secretName'] as const)
      : (['configMapKeyRef', 'configMapRef', 'configMap', 'name'] as const);
  const containers = [...listOf(spec.containers), ...listOf(spec.initContainers)];
  const inEnvironment = containers.some(
    (container) =>
      listOf(container.env).some(({ valueFrom }) => named(valueFrom, env)?.name === name) ||
      listOf(container.envFrom).some((each) => named(each, from)?.name === name),
  );
  if (inEnvironment) return 'fixed';
  const volumes = listOf(spec.volumes).filter((each) => {
    if (named(each, volume)?.[nameField] === name) return true;
    return listOf(named(each, 'projected')?.sources).some((source) => named(source, volume)?.name === name);
  });
  if (volumes.length === 0) return undefined;
  const names = volumes.map((each) => each.name);
  const mounts = containers
    .flatMap((container) => listOf(container.volumeMounts))
    .filter((each) => names.includes(each.name));
  return mounts.length > 0 && mounts.every(({ subPath }) => typeof subPath === 'string' && subPath !== '')
    ? 'fixed'
    : 'mounted';
}

function listOf(value: Json | undefined): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function named(value: Json | undefined, name: string): Fields | undefined {
  const member = isFields(value) ? value[name] : undefined;
  return isFields(member) ? member : undefined;
}
