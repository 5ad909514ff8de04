import { join } from 'node:path';
import { type Construct } from 'constructs';
import { ScriptedRedis } from '../../lib';
import { DocumentedChart } from '../documented-chart';

/** The handbook's Redis: one master, two replicas, a Sentinel beside each. */
export class Redis extends DocumentedChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new ScriptedRedis(this, 'redis', {
      name: 'redis',
      selector: { matchLabels: { app: 'redis' } },
      image: 'redis:3.2.7-alpine',
      members: 3,
      files: { folders: [join(__dirname, 'files')] },
      redisCommand: ['sh', '-c', 'source /redis-config/init.sh'],
      sentinelCommand: ['sh', '-c', 'source /redis-config/sentinel.sh'],
    });
  }
}
