import { type IpFamily, type IpFamilyPolicy } from './ip-family';
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

/** Addresses of a Service in front of pods, and of the pods. */
export interface ServiceAddressOptions {
  /**
   * Send traffic to pods that are not ready too, and give them DNS names: for members that must find each other before
   * they are ready.
   *
   * @default - not written: false
   */
  readonly publishNotReadyAddresses?: boolean;

  /**
   * Families of the Service's addresses, the first one first: at most two, each once.
   *
   * @default - chosen by the API server for the cluster
   * @see https://kubernetes.io/docs/concepts/services-networking/dual-stack/
   */
  readonly ipFamilies?: IpFamily[];

  /**
   * Whether the Service has addresses of one family or of both.
   *
   * @default - IpFamilyPolicy.SINGLE_STACK, chosen by the API server
   */
  readonly ipFamilyPolicy?: IpFamilyPolicy;
}

/** What every Service in front of pods takes. */
export interface PodServiceProps extends ServiceObjectProps, ServiceAddressOptions {
  /** Labels of the pods behind the Service. */
  readonly selector: { readonly [key: string]: string };
}

/** A Service with ports. */
export interface PortedServiceProps extends PodServiceProps {
  /** The ports. */
  readonly ports: ServicePortProps[];
}
