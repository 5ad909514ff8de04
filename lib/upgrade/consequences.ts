import { isFields, type Manifest, objectName } from '../testing/equivalence/manifest';
import { normalizeManifest } from '../testing/equivalence/normalize';
import { type ManifestSource, readManifests } from '../testing/equivalence/source';
import { type VerdictAnswer } from '../verdict/verdict-protocol';
import { type Consequence, type Effect, SEVERITIES, worst } from './consequence';
import { configEffects } from './config-change';
import { hookEffects, hookPhases } from './hooks';
import { refusals } from './immutable-fields';
import { applied, isLive } from './live-object';
import { type ObjectPair, pairObjects } from './pair-objects';
import { isKept, removalEffects } from './removal';
import { changesAt, type Revision, revisionOf } from './revision';
import { rolloutEffects } from './rollout';
import { selectionEffects } from './selection';
import { serviceEffects } from './service-change';

export interface UpgradeOptions {
  /**
   * Whether what applies the new state deletes the objects that only the old one has, as Helm and Argo CD do, and
   * `kubectl apply` does not.
   * @default true
   */
  readonly prune?: boolean;

  /**
   * The namespace of objects that name none.
   * @default 'default'
   */
  readonly defaultNamespace?: string;

  /**
   * Asks an API server whether it accepts a change; see `VerdictServer`.
   * @default - the rules of this package alone
   */
  readonly verdict?: (change: { readonly object: Manifest; readonly old?: Manifest }) => VerdictAnswer;
}

/**
 * What happens to each object when a new state is applied in place of an old one. The old state may be live objects
 * (`kubectl get -o yaml`): what the server and controllers added to them stays.
 *
 * @throws ManifestError when either is not manifests
 */
export function consequences(old: ManifestSource, next: ManifestSource, options: UpgradeOptions = {}): Consequence[] {
  const { defaultNamespace } = options;
  // The objects as written go to the server, those in canonical form to the rules.
  const written = new Map<Manifest, Manifest>();
  const prepared = (manifest: Manifest): Manifest => {
    const result = normalizeManifest(manifest, { defaultNamespace, keepOrder: true });
    written.set(result, manifest);
    return result;
  };
  const before = readManifests(old).map(prepared);
  const after = readManifests(next).map(prepared);
  return pairObjects(before, after).map((pair) => consequenceOf(pair, after, written, options));
}

function consequenceOf(
  pair: ObjectPair,
  surroundings: readonly Manifest[],
  written: ReadonlyMap<Manifest, Manifest>,
  options: UpgradeOptions,
): Consequence {
  const { before, after } = pair;
  if (after === undefined) return removed(before!, options);
  if (hookPhases(after).length > 0) {
    return told(after, 'hook', [
      ...hookEffects(after),
      ...serverRefusals({ object: written.get(after)! }, [], options),
    ]);
  }
  if (before === undefined || pair.isRenamed === true) {
    const created: Effect =
      before === undefined
        ? { severity: 'change', text: 'it is created' }
        : {
            severity: 'change',
            text: `it is created in place of ${before.metadata?.name}, which is ${pruneText(options)}`,
          };
    return told(after, 'created', [created, ...serverRefusals({ object: written.get(after)! }, [], options)]);
  }
  const old = written.get(before)!;
  const merged = isLive(old)
    ? normalizeManifest(applied(old, written.get(after)!), { ...options, keepOrder: true })
    : withStoredFields({ before, after }, old, written.get(after)!);
  return changed(revisionOf(before, merged, surroundings), old, written.get(after)!, options);
}

/** Fields of spec that the server derives from others where they are not written, and the aliases that follow them. */
const DERIVED: Readonly<Record<string, readonly [field: string, alias?: string]>> = {
  ReplicationController: ['selector'],
  Pod: ['serviceAccountName', 'serviceAccount'],
};

/** A derived field that neither manifest writes stays as it is stored, since `kubectl apply` does not send it. */
function withStoredFields(pair: { before: Manifest; after: Manifest }, old: Manifest, next: Manifest): Manifest {
  const { before, after } = pair;
  const names: readonly (string | undefined)[] = Object.hasOwn(DERIVED, after.kind) ? (DERIVED[after.kind] ?? []) : [];
  const field = names[0];
  const isWritten = [old, next].some(({ spec }) => field !== undefined && isFields(spec) && spec[field] !== undefined);
  if (field === undefined || isWritten || !isFields(before.spec) || !isFields(after.spec)) return after;
  const stored = Object.entries(before.spec).filter(([name]) => names.includes(name));
  return { ...after, spec: { ...after.spec, ...Object.fromEntries(stored) } };
}

function changed(revision: Revision, old: Manifest, next: Manifest, options: UpgradeOptions): Consequence {
  const { after } = revision;
  const fields = changesAt(revision).map(({ path }) => path);
  const rules = fields.length === 0 ? [] : refusals(revision);
  const refused = [...rules, ...serverRefusals({ object: next, old }, rules, options)];
  if (fields.length === 0) return told(after, refused.length > 0 ? 'changed' : 'unchanged', refused);
  // A refused change has no other effect.
  if (refused.length > 0) return told(after, 'changed', refused);
  const effects = [
    ...rolloutEffects(revision),
    ...selectionEffects(revision),
    ...(after.kind === 'Service' ? serviceEffects(revision) : []),
    ...(after.kind === 'ConfigMap' || after.kind === 'Secret' ? configEffects(revision) : []),
  ];
  const shown = fields.slice(0, 3).join(', ') + (fields.length > 3 ? ` and ${fields.length - 3} more` : '');
  const inPlace: Effect = { severity: 'change', text: `changed in place: ${shown}`, field: fields[0] };
  return told(after, 'changed', effects.length > 0 ? effects : [inPlace]);
}

function removed(manifest: Manifest, options: UpgradeOptions): Consequence {
  if (hookPhases(manifest).length > 0) return told(manifest, 'kept', [{ severity: 'none', text: 'a hook no more' }]);
  if (options.prune === false || isKept(manifest)) {
    const text = 'the new state does not have it, and nothing deletes it';
    return told(manifest, 'kept', [{ severity: 'none', text }]);
  }
  return told(manifest, 'deleted', removalEffects(manifest));
}

function pruneText(options: UpgradeOptions): string {
  return options.prune === false ? 'kept' : 'deleted';
}

/** What the API server refuses beyond the fields that the rules name already. */
function serverRefusals(
  change: { readonly object: Manifest; readonly old?: Manifest },
  rules: readonly Effect[],
  { verdict }: UpgradeOptions,
): Effect[] {
  const problems = verdict?.(change).problems ?? [];
  return problems
    .filter(({ field = '' }) => !rules.some((rule) => (rule.field ?? '').startsWith(field) && field !== ''))
    .map(({ field, message }) => {
      const about = field === undefined || message.startsWith(field) ? '' : `${field}: `;
      const text = `the API server refuses it: ${about}${shortened(message)}`;
      return { severity: 'refused', text, field };
    });
}

/** The server writes out whole objects in some messages. */
function shortened(message: string): string {
  const line = message.replace(/\s+/g, ' ');
  return line.length > 300 ? `${line.slice(0, 140)} … ${line.slice(-140)}` : line;
}

function told(manifest: Manifest, action: Consequence['action'], effects: readonly Effect[]): Consequence {
  const rank = ({ severity }: Effect) => SEVERITIES.indexOf(severity);
  const sorted = [...effects].sort((one, other) => rank(other) - rank(one));
  return { object: objectName(manifest), action, severity: worst(effects), effects: sorted };
}
