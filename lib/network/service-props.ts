import { type ServicePortProps } from './service-port';

/** What every Service of ours takes. */
export interface ServiceObjectProps {
  /**
   * Name of the Service, which is also its host name: lowercase letters, digits and dashes, at most 63, starting with
   * a letter.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;

  /**
   * Namespace of the Service.
   *
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of the Service.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the Service.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** What every Service in front of pods takes. */
export interface PodServiceProps extends ServiceObjectProps {
  /** Labels of the pods behind the Service. */
  readonly selector: { readonly [key: string]: string };

  /**
   * Send traffic to pods that are not ready too, and give them DNS names: for members that must find each other before
   * they are ready.
   *
   * @default - not written: false
   */
  readonly publishNotReadyAddresses?: boolean;
}

/** A Service with ports. */
export interface PortedServiceProps extends PodServiceProps {
  /** The ports. */
  readonly ports: ServicePortProps[];
}
