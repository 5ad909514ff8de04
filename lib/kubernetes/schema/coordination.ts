/** Fields of the coordination types, in the notation that `notation.ts` explains. */
export const COORDINATION = `
Lease: metadata meta.ObjectMeta, spec LeaseSpec
LeaseSpec: holderIdentity *string, leaseDurationSeconds *int, acquireTime *string, renewTime *string,
  leaseTransitions *int, strategy *string, preferredHolder *string
`;
