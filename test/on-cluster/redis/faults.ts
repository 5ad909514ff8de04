import { CHANGES } from './changes';
import { type ClusterFault } from './moment';
import { NODE_OUTAGES } from './node-outages';
import { OUTAGES } from './outages';
import { PARTITIONS } from './partitions';

/** Faults that go through the API of a real Kubernetes, through pods, or through nodes. */
export const CLUSTER_FAULTS: readonly ClusterFault[] = [...OUTAGES, ...PARTITIONS, ...CHANGES, ...NODE_OUTAGES];
