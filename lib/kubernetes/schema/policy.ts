/** Fields of the policy types, in the notation that `notation.ts` explains. */
export const POLICY = `
PodDisruptionBudget: metadata meta.ObjectMeta, spec PodDisruptionBudgetSpec, status any
PodDisruptionBudgetSpec: minAvailable *intstr, selector *meta.LabelSelector, maxUnavailable *intstr,
  unhealthyPodEvictionPolicy *string
`;
