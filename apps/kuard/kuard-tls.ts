import { ImagePullPolicy } from 'cdk8s-plus-27';
import { type Construct } from 'constructs';
import { BarePod, Mount } from '../../lib';
import { DocumentedChart } from '../documented-chart';

/** Where the pod's Secrets come from. */
export interface KuardTlsProps {
  /** Name of a Secret with the keys kuard.crt and kuard.key, which the user makes from files of their own. */
  readonly certificates: string;
  /** Name of a Secret with registry credentials. */
  readonly imagePullSecret?: string;
}

/** A pod that serves TLS with a certificate from a Secret. */
export class KuardTls extends DocumentedChart {
  constructor(scope: Construct, id: string, props: KuardTlsProps) {
    super(scope, id);
    new BarePod(this, 'kuard', {
      name: 'kuard-tls',
      image: 'gcr.io/kuar-demo/kuard-amd64:1',
      imagePullPolicy: ImagePullPolicy.ALWAYS,
      mounts: [Mount.secret('/tls', props.certificates, { volumeName: 'tls-certs', readOnly: true })],
      imagePullSecrets: props.imagePullSecret === undefined ? undefined : [props.imagePullSecret],
    });
  }
}
