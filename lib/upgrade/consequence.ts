/**
 * What a change does to an object, from harmless to worst:
 *
 * - `none`: nothing is stored otherwise.
 * - `change`: it is created, changed in place or deleted, and no pod is touched.
 * - `restart`: pods are replaced, and enough others serve meanwhile.
 * - `reduced`: pods are replaced or removed, and fewer than before serve meanwhile.
 * - `downtime`: for a time nothing serves, or clients have to use another address.
 * - `refused`: the API server refuses the change.
 * - `data-loss`: stored data is deleted, or is no longer used.
 */
export const SEVERITIES = ['none', 'change', 'restart', 'reduced', 'downtime', 'refused', 'data-loss'] as const;

/** How bad a consequence is. */
export type Severity = (typeof SEVERITIES)[number];

/** One effect of a change. */
export interface Effect {
  readonly severity: Severity;

  /** What happens, in one sentence. */
  readonly text: string;

  /** The field that brings it about. */
  readonly field?: string;

  /** What to do instead, where there is something. */
  readonly wayOut?: string;
}

/** What happens to one object. */
export interface Consequence {
  /** `Kind namespace/name`. */
  readonly object: string;

  /** What is done to the object. */
  readonly action: 'unchanged' | 'created' | 'changed' | 'deleted' | 'kept' | 'hook';

  /** The worst of the effects. */
  readonly severity: Severity;

  /** The effects, the worst first. */
  readonly effects: readonly Effect[];
}

/** Whether a severity is as bad as another, or worse. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(threshold);
}

/** The worst of some effects; `none` of none. */
export function worst(effects: readonly { readonly severity: Severity }[]): Severity {
  return effects.reduce<Severity>((most, { severity }) => (isAtLeast(severity, most) ? severity : most), 'none');
}
