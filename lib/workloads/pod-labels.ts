import { type LabelSelector } from '../pod/label-selector';

/** The labels of a workload's pods, and what selects the pods. */
export interface PodLabels {
  /** All labels of the pods. */
  readonly all: { readonly [key: string]: string };

  /** What a controller, a Service, a policy or a budget selects the pods by; undefined when nothing tells them apart. */
  readonly selector?: LabelSelector;
}

/** A set of labels, and what asks for them. */
export interface LabelSource {
  /** The prop, for the message. */
  readonly from: string;

  /** The labels. */
  readonly labels: { readonly [key: string]: string };
}

/**
 * All labels of several sources.
 *
 * @throws when two of them give one label different values: a label that lets the pods through a NetworkPolicy would be
 * lost
 */
export function mergeLabels(sources: readonly LabelSource[]): { readonly [key: string]: string } {
  const merged = new Map<string, { readonly value: string; readonly from: string }>();
  for (const { from, labels } of sources) {
    for (const [key, value] of Object.entries(labels)) {
      const known = merged.get(key);
      if (known !== undefined && known.value !== value) {
        throw new Error(
          `the pods cannot have two values of the label "${key}": ${known.from} needs "${known.value}", ${from} needs "${value}"`,
        );
      }
      merged.set(key, { value, from });
    }
  }
  return Object.fromEntries([...merged].map(([key, { value }]) => [key, value]));
}

/**
 * Labels of pods: those that select them, and further ones that select nothing.
 *
 * @param selector the selector that the user gave
 * @param generated labels to select by without one; undefined where pods need not be selected
 * @param further labels that are only added
 * @throws when a further label would change one that selects
 */
export function labelsOfPods(
  selector: LabelSelector | undefined,
  generated: { readonly [key: string]: string } | undefined,
  further: { readonly [key: string]: string },
): PodLabels {
  const selecting = selector === undefined ? generated : selector.matchLabels;
  for (const [key, value] of Object.entries(selecting ?? {})) {
    const other = further[key];
    if (other !== undefined && other !== value) {
      throw new Error(
        `podLabels must not change a label that selects the pods: "${key}" is "${value}", got "${other}"; change it with the prop selector`,
      );
    }
  }
  const all = { ...further, ...selecting };
  if (selector !== undefined) return { all, selector };
  if (generated !== undefined) return { all, selector: { matchLabels: generated } };
  return { all, selector: Object.keys(all).length === 0 ? undefined : { matchLabels: all } };
}
