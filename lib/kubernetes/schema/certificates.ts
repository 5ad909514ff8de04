/** Fields of the certificates types, in the notation that `notation.ts` explains. */
export const CERTIFICATES = `
CertificateSigningRequest: metadata meta.ObjectMeta, spec CertificateSigningRequestSpec, status any
CertificateSigningRequestSpec: request bytes, signerName string, expirationSeconds *int, usages [string],
  username string, uid string, groups [string], extra {[string]}
`;
