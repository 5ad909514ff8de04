/** A condition on one label. */
export interface LabelSelectorRequirement {
  /** Key of the label. */
  readonly key: string;

  /** `In`, `NotIn`, `Exists` or `DoesNotExist`. */
  readonly operator: string;

  /**
   * Values for `In` and `NotIn`; the other operators take none.
   *
   * @default - none
   */
  readonly values?: string[];
}

/**
 * Selects objects by their labels. All conditions must hold; without any, every object is selected.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export interface LabelSelector {
  /**
   * Labels that the object must have.
   *
   * @default - none
   */
  readonly matchLabels?: { readonly [key: string]: string };

  /**
   * Further conditions on labels.
   *
   * @default - none
   */
  readonly matchExpressions?: LabelSelectorRequirement[];
}
