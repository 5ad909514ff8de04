/** Fields of the scheduling types, in the notation that `notation.ts` explains. */
export const SCHEDULING = `
PriorityClass: metadata meta.ObjectMeta, value int, globalDefault bool, description string, preemptionPolicy *string
`;
