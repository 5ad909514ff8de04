import { join } from 'node:path';
import { ImagePullPolicy, RestartPolicy } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { BarePod, ConfigFiles, Env, Mount } from '../../lib';
import { DocumentedChart } from '../documented-chart';

/** A pod that reads a ConfigMap in the three ways there are: as files, as environment, and in its command. */
export class KuardConfig extends DocumentedChart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const config = new ConfigFiles(this, 'config', {
      name: 'my-config',
      files: [join(__dirname, 'files/my-config.txt')],
      literals: { 'extra-param': 'extra-value', 'another-param': 'another-value' },
    });
    new BarePod(this, 'kuard', {
      name: 'kuard-config',
      containerName: 'test-container',
      image: 'gcr.io/kuar-demo/kuard-amd64:1',
      imagePullPolicy: ImagePullPolicy.ALWAYS,
      command: ['/kuard', '$(EXTRA_PARAM)'],
      env: [
        Env.configMapKey('ANOTHER_PARAM', config.name, 'another-param'),
        Env.configMapKey('EXTRA_PARAM', config.name, 'extra-param'),
      ],
      mounts: [Mount.configMap('/config', config.name, { volumeName: 'config-volume' })],
      restartPolicy: RestartPolicy.NEVER,
    });
  }
}
