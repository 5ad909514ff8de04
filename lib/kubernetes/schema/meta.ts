/** Fields of the meta types, in the notation that `notation.ts` explains. */
export const META = `
LabelSelector: matchLabels {string}, matchExpressions [LabelSelectorRequirement]
LabelSelectorRequirement: key string, operator string, values [string]
ObjectMeta: name string, generateName string, namespace string, selfLink string, uid string, resourceVersion string,
  generation int, creationTimestamp time, deletionTimestamp *time, deletionGracePeriodSeconds *int, labels {string},
  annotations {string}, ownerReferences [OwnerReference]/uid, finalizers [string]/, managedFields any
OwnerReference: apiVersion string, kind string, name string, uid string, controller *bool, blockOwnerDeletion *bool
`;
