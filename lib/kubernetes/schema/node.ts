/** Fields of the node types, in the notation that `notation.ts` explains. */
export const NODE = `
Overhead: podFixed {quantity}
RuntimeClass: metadata meta.ObjectMeta, handler string, overhead *Overhead, scheduling *Scheduling
Scheduling: nodeSelector {string}, tolerations [core.Toleration]
`;
