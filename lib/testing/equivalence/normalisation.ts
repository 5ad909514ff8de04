import { type FieldPath } from './field-path';
import { type Json, type Manifest, objectName } from './manifest';

export type Step = 'upgrade' | 'prune' | 'default' | 'canonical';

/** One change that a step made to a manifest before the comparison, so that a reader can disagree with it. */
export interface Normalisation {
  /** The step that changed it. */
  readonly step: Step;
  /** As in `Deployment default/ps`. */
  readonly object: string;
  /** As `kubectl explain` says it. */
  readonly path: string;
  /** The value that was written; `undefined` where the field was absent. */
  readonly from?: unknown;
  /** The value that is compared; `undefined` where the field was taken away. */
  readonly to?: unknown;
  /** Why: the rule, with its place in Kubernetes where it has one. */
  readonly reason: string;
}

/** Takes note of a change. Steps that get none keep no record, which is faster. */
export type Recorder = (
  step: Step,
  path: FieldPath,
  from: Json | undefined,
  to: Json | undefined,
  reason: string,
) => void;

/** A recorder that writes to a list, under the name of a manifest. */
export function recordInto(list: Normalisation[], manifest: Manifest): Recorder {
  const object = objectName(manifest);
  return (step, path, from, to, reason) => list.push({ step, object, path: path.toString(), from, to, reason });
}
