import { type Field } from '../rules/field';
import { isGiven } from '../rules/probe-rules';
import { isEmptySelector, selectorMatches } from '../rules/selector-rules';
import { labelSelector, type Lookup } from './lookup';
import { type IndexedManifest, type IndexedPods } from './indexed';
import { placeOf } from './manifest-index';

/** Looks up everything that a manifest mentions outside of its pods. */
export function checkObjectReferences(lookup: Lookup): void {
  const { root } = lookup;
  const spec = root.at('spec');
  switch (lookup.manifest.kind) {
    case 'Service':
      checkService(lookup, spec);
      break;
    case 'Deployment':
    case 'ReplicaSet':
    case 'DaemonSet':
      checkOwnPods(lookup, spec.at('selector'));
      break;
    case 'StatefulSet':
      checkOwnPods(lookup, spec.at('selector'));
      checkGoverningService(lookup, spec);
      for (const claim of spec.at('volumeClaimTemplates').items()) checkClaim(lookup, claim);
      break;
    case 'PersistentVolumeClaim':
      checkClaim(lookup, root);
      break;
    case 'PersistentVolume':
      if (spec.at('storageClassName').present && !hasStaticClass(lookup, spec)) {
        lookup.object(spec.at('storageClassName'), 'StorageClass');
      }
      break;
    case 'Ingress':
      checkIngress(lookup, spec);
      break;
    case 'HTTPRoute':
      checkHttpRoute(lookup, spec);
      break;
    case 'HorizontalPodAutoscaler': {
      const target = spec.at('scaleTargetRef');
      const kind = target.at('kind').text();
      if (kind !== undefined) lookup.object(target.at('name'), kind);
      break;
    }
    case 'PodDisruptionBudget':
      checkBudget(lookup, spec.at('selector'));
      break;
    case 'NetworkPolicy':
      checkPolicy(lookup, spec);
      break;
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      checkBinding(lookup, root);
      break;
  }
}

function checkService(lookup: Lookup, spec: Field): void {
  const selector = spec.at('selector');
  if (!selector.present || selector.members().size === 0) return;
  const labels = labelSelector(selector.value);
  const pods = lookup.pods(labels);
  lookup.selector(selector, labels);
  for (const port of spec.at('ports').items()) {
    const target = port.at('targetPort').present ? port.at('targetPort') : port.at('port');
    if (target.value === 0) continue;
    const wanted = String(target.value);
    const without = pods.filter(({ ports }) => ports.size > 0 && !ports.has(wanted));
    if (without.length === 0) continue;
    if (without.length < pods.length) {
      selector.report(
        `matches more than it should: the pods of ${owners(without)} have no port ${wanted}, those of ${owners(pods.filter((pod) => !without.includes(pod)))} have`,
      );
    } else {
      const known = [...new Set(without.flatMap(({ ports }) => [...ports]))];
      target.report(`must be a port of the pods of ${owners(without)} (${known.join(', ')}), got ${wanted}`);
    }
  }
  const named = spec
    .at('ports')
    .items()
    .map((port) => port.at('targetPort'));
  for (const target of named) {
    const name = typeof target.value === 'string' ? target.value : undefined;
    const bare = pods.filter(({ ports }) => ports.size === 0);
    if (name !== undefined && bare.length > 0) {
      target.report(`must be the name of a port of the pods of ${owners(bare)} (they name none), got "${name}"`);
    }
  }
}

/** The selector of a controller must not reach the pods of another: both would count and delete them. */
function checkOwnPods(lookup: Lookup, selector: Field): void {
  if (isEmptySelector(selector.value)) return;
  const others = lookup.pods(selector.value).filter(({ owner }) => owner !== lookup.manifest && isController(owner));
  if (others.length > 0) selector.report(`matches more than it should: also the pods of ${owners(others)}`);
}

function isController({ kind }: IndexedManifest): boolean {
  return kind !== 'Pod';
}

function checkGoverningService(lookup: Lookup, spec: Field): void {
  const field = spec.at('serviceName');
  lookup.object(field, 'Service');
  const service = field.text() === undefined ? undefined : lookup.find('Service', field.text() ?? '');
  if (service === undefined) return;
  const selector = labelSelector(fieldOf(service, 'selector'));
  if (!selectorMatches(selector, lookup.root.at('spec').at('template').at('metadata').at('labels').value)) {
    field.report(`Service "${service.name}" must select the pods of this StatefulSet: without it they get no names`);
  }
  if (fieldOf(service, 'clusterIP') !== 'None') {
    field.report(`Service "${service.name}" must be headless (clusterIP None): only then the pods get names`);
  }
}

function fieldOf({ json }: IndexedManifest, name: string): unknown {
  const spec = (json as { readonly spec?: Readonly<Record<string, unknown>> }).spec;
  return spec?.[name];
}

function checkClaim(lookup: Lookup, claim: Field): void {
  const spec = claim.at('spec');
  // The annotation of the time before storageClassName, which the API server still honours.
  lookup.object(claim.at('metadata').at('annotations').at('volume.beta.kubernetes.io/storage-class'), 'StorageClass');
  lookup.object(spec.at('volumeName'), 'PersistentVolume');
  const hasStatic = hasStaticClass(lookup, spec);
  if (!hasStatic) lookup.object(spec.at('storageClassName'), 'StorageClass');
  const selector = spec.at('selector');
  if (!isGiven(selector) || isEmptySelector(selector.value)) return;
  if (lookup.index.ofKind('PersistentVolume').length > 0 && !lookup.index.hasVolume(selector.value)) {
    selector.report(`matches no PersistentVolume of the tree, got ${JSON.stringify(selector.value)}`);
  }
}

/** A class may be a mere word that a claim and a volume share: no StorageClass need exist for it. */
function hasStaticClass(lookup: Lookup, spec: Field): boolean {
  const name = spec.at('storageClassName').value;
  return lookup.index.hasClass(
    lookup.manifest.kind === 'PersistentVolume' ? 'PersistentVolumeClaim' : 'PersistentVolume',
    name,
  );
}

function checkIngress(lookup: Lookup, spec: Field): void {
  const backends = [
    spec.at('defaultBackend'),
    ...spec
      .at('rules')
      .items()
      .flatMap((rule) =>
        rule
          .at('http')
          .at('paths')
          .items()
          .map((path) => path.at('backend')),
      ),
  ];
  for (const backend of backends) {
    const service = backend.at('service');
    const [name, number] = [service.at('port').at('name'), service.at('port').at('number')];
    const port = name.present ? name : number;
    lookup.object(
      service.at('name'),
      'Service',
      port.present ? new Map([[port, String(port.value)]]) : new Map<Field, string>(),
    );
  }
  for (const tls of spec.at('tls').items()) {
    lookup.object(tls.at('secretName'), 'Secret');
  }
}

function checkHttpRoute(lookup: Lookup, spec: Field): void {
  const backends = spec
    .at('rules')
    .items()
    .flatMap((rule) => rule.at('backendRefs').items());
  for (const backend of backends) {
    const namespace = backend.at('namespace').text();
    const isOwn = namespace === undefined || namespace === placeOf(lookup.manifest.namespace);
    const isService = (backend.at('kind').text() ?? 'Service') === 'Service' && !backend.at('group').present;
    if (!isOwn || !isService) continue;
    const port = backend.at('port');
    lookup.object(
      backend.at('name'),
      'Service',
      port.present ? new Map([[port, String(port.value)]]) : new Map<Field, string>(),
    );
  }
}

function checkBudget(lookup: Lookup, selector: Field): void {
  if (isEmptySelector(selector.value)) return;
  lookup.selector(selector, selector.value);
  // The eviction API refuses to evict a pod that two budgets cover.
  const covered = lookup.pods(selector.value);
  for (const other of lookup.index.budgetsNear(lookup.manifest.namespace, covered)) {
    if (other === lookup.manifest) continue;
    if (!lookup.index.areTogether(lookup.manifest.object.chart, other.object.chart)) continue;
    const both = covered.filter(({ labels }) => selectorMatches(fieldOf(other, 'selector'), labels));
    if (both.length > 0 && lookup.manifest.name < other.name) {
      selector.report(
        `must not share pods with another budget, which no eviction gets past: the pods of ${owners(both)} are also those of PodDisruptionBudget "${other.name}"`,
      );
    }
  }
}

function checkPolicy(lookup: Lookup, spec: Field): void {
  const selector = spec.at('podSelector');
  if (!isEmptySelector(selector.value)) lookup.selector(selector, selector.value);
  for (const [direction, peers] of [
    ['ingress', 'from'],
    ['egress', 'to'],
  ] as const) {
    for (const peer of spec
      .at(direction)
      .items()
      .flatMap((rule) => rule.at(peers).items())) {
      const pods = peer.at('podSelector');
      // Pods of other namespaces are mostly other people's.
      if (isGiven(peer.at('namespaceSelector')) || isEmptySelector(pods.value)) continue;
      lookup.selector(pods, pods.value);
    }
  }
}

function checkBinding(lookup: Lookup, root: Field): void {
  const role = root.at('roleRef');
  const kind = role.at('kind').text();
  if (kind !== undefined) lookup.object(role.at('name'), kind);
  for (const subject of root.at('subjects').items()) {
    const namespace = subject.at('namespace').text();
    const isOwn = namespace === undefined || namespace === placeOf(lookup.manifest.namespace);
    if (subject.at('kind').value === 'ServiceAccount' && isOwn) lookup.object(subject.at('name'), 'ServiceAccount');
  }
}

function owners(pods: readonly IndexedPods[]): string {
  return [...new Set(pods.map(({ owner }) => `${owner.kind} "${owner.name}"`))].join(', ');
}
