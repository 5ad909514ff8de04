import { type IClient } from '../network/client';
import { type NetworkPeer } from '../network/network-peer';
import { type NetworkRule } from '../network/network-policy-spec';
import { type PortAccess } from '../network/port-access';
import { type ContainerOptions } from '../pod/container';
import { type LabelSelector } from '../pod/label-selector';
import { type PodOptions } from '../pod/pod-options';
import { type SecurityProfile } from '../pod/security-profile';
import { type ServiceAccountOptions } from './service-account';

/** What every workload takes: its own metadata, its main container and its pod, flat. */
export interface WorkloadProps extends ContainerOptions, PodOptions {
  /**
   * Name of the object.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;

  /**
   * Namespace of the object.
   *
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of the object; its pods have `podLabels`.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the object; its pods have `podAnnotations`.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * What selects the pods: the controller's selector, and that of the Service, the NetworkPolicy and the
   * PodDisruptionBudget. The pods get the labels of `matchLabels`. A controller's selector cannot be changed later.
   *
   * @default - generated labels, unique in the app
   */
  readonly selector?: LabelSelector;

  /**
   * Servers that the pods connect to: their environment, files and labels, and the rules in the NetworkPolicy. Variables
   * of the prop `env` come later and so win.
   *
   * @default - none
   */
  readonly connections?: IClient[];

  /**
   * A service account that is made for the workload, with what it may do; `{}` for one that may do nothing. An existing
   * one is named by `serviceAccountName`; giving both is an error.
   *
   * @default - none is made
   */
  readonly serviceAccount?: ServiceAccountOptions;

  /**
   * Name of the main container, a DNS label.
   *
   * @default - the workload's name if given, else its id
   */
  readonly containerName?: string;

  /**
   * Security context of the main container alone.
   *
   * @default - the pod's
   */
  readonly containerSecurity?: SecurityProfile;

  /**
   * Every container must have CPU and memory requests and limits, and one of local disk where another has one.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly requireResources?: boolean;

  /**
   * Every image must have a tag other than `latest`, or a digest.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly requirePinnedImages?: boolean;

  /**
   * Write a hash of the chart's ConfigMaps and Secrets that the pod uses on the pod template, so that a change of them
   * rolls the pods. What lives in other charts is not seen.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly configHash?: boolean;

  /**
   * Every name that the manifests mention must exist in the tree or be declared with `ExternalResources`.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly checkReferences?: boolean;

  /**
   * Whether a NetworkPolicy refuses what is not opened by `allowFrom` and `allowTo`. DNS stays open.
   *
   * @default - the posture's: true in PRODUCTION
   */
  readonly networkPolicy?: boolean;

  /**
   * Who may connect to the containers' ports, where there is a NetworkPolicy.
   *
   * @default - the pods of the namespace; everyone behind a Service of type NodePort or LoadBalancer
   */
  readonly allowFrom?: NetworkPeer[];

  /**
   * Ports to which others than `allowFrom` may connect, and only they, where there is a NetworkPolicy: that of the metrics,
   * say. One that the pods do not have is an error.
   *
   * @default - none: `allowFrom` may connect to every port
   */
  readonly portAccess?: PortAccess[];

  /**
   * To what the pods connect, where there is a NetworkPolicy.
   *
   * @default - nothing but DNS
   */
  readonly allowTo?: NetworkRule[];
}
