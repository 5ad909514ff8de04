import { join } from 'node:path';
import { type Construct } from 'constructs';
import { ConfigFiles, Mount, UnprobedDeployment } from '../../lib';
import { DocumentedChart } from '../documented-chart';

const GHOST_PORT = 2368;

/** Where Ghost keeps its posts. */
export interface GhostProps {
  /** In MySQL in place of a file. */
  readonly mysql?: boolean;
}

/** The handbook's Ghost blog, configured by a file from a ConfigMap. */
export class Ghost extends DocumentedChart {
  constructor(scope: Construct, id: string, props: GhostProps = {}) {
    super(scope, id);
    const file = (name: string) => join(__dirname, 'files', name);
    const config = props.mysql
      ? new ConfigFiles(this, 'config', {
          name: 'ghost-config-mysql',
          // The command below copies ghost-config.js: the document's key is another one.
          namedFiles: { 'config.js': file('ghost-config-mysql.js') },
        })
      : new ConfigFiles(this, 'config', { name: 'ghost-config', files: [file('ghost-config.js')] });
    new UnprobedDeployment(this, 'ghost', {
      name: 'ghost',
      selector: { matchLabels: { run: 'ghost' } },
      replicas: 1,
      image: 'ghost',
      command: [
        'sh',
        '-c',
        'cp /ghost-config/ghost-config.js /var/lib/ghost/config.js && docker-entrypoint.sh npm start',
      ],
      mounts: [Mount.configMap('/ghost-config', config.name, { volumeName: 'config', mode: 0o644 })],
      service: { port: GHOST_PORT, targetPort: GHOST_PORT },
    });
  }
}
