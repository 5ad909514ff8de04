import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { ServiceObject } from './service-object';
import { type ServicePortProps } from './service-port';
import { type PodServiceProps } from './service-props';
import { checkProps } from '../props/check-props';

/** A Service without an address. */
export interface HeadlessServiceProps extends PodServiceProps {
  /**
   * The ports, which get SRV records; a headless Service may do without.
   *
   * @default - none
   */
  readonly ports?: ServicePortProps[];
}

/**
 * A Service without an address of its own, whose DNS name stands for the addresses of all its pods: what gives the
 * members of a StatefulSet their names.
 */
export class HeadlessService extends ServiceObject {
  public readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: HeadlessServiceProps) {
    checkProps(scope, id, 'HeadlessServiceProps', props);
    super(scope, id, props, props.ports ?? [], props.selector);
    this.resource = this._emit(props, {
      clusterIP: 'None',
      selector: { ...props.selector },
      ipFamilies: props.ipFamilies && [...props.ipFamilies],
      ipFamilyPolicy: props.ipFamilyPolicy,
      publishNotReadyAddresses: props.publishNotReadyAddresses,
    });
  }
}
