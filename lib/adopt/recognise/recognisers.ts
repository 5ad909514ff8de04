import { type Recogniser } from '../model/proposal';
import { configFiles, secretFiles } from './config';
import { deployment } from './deployment';
import { batchJob, scheduledJob } from './jobs';
import { barePod, bareReplicaSet, nodeDaemon, statefulWorkload } from './pods';
import { disruptionBudget, networkIsolation } from './policies';
import { scriptedMongo, scriptedRedis } from './scripted-sets';
import { service } from './services';
import { nfsVolume, persistentClaim } from './storage';

/** All recognisers. Those whose constructs make several objects come before those of the single objects. */
export const RECOGNISERS: readonly Recogniser[] = [
  scriptedRedis,
  scriptedMongo,
  deployment,
  statefulWorkload,
  nodeDaemon,
  bareReplicaSet,
  barePod,
  batchJob,
  scheduledJob,
  service,
  configFiles,
  secretFiles,
  persistentClaim,
  nfsVolume,
  disruptionBudget,
  networkIsolation,
];
