import { Size } from 'cdk8s';
import { Resources, type ResourcesProps } from '../../pod/resources';

/** Local disk of a container that writes its log and nothing else: the kubelet keeps five files of 10Mi. */
export const LOG_DISK = {
  ephemeralStorageRequest: Size.mebibytes(64),
  ephemeralStorageLimit: Size.mebibytes(128),
};

/**
 * Resources of a container that stands beside a user's: its local disk is limited where that of the main container is.
 *
 * The kubelet evicts a pod above the sum of its containers' limits, to which the main container adds nothing as long as
 * it has none: a limit of the others alone would be one of the whole pod.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#resource-emphemeralstorage-consumption
 */
export function sideResources(main: Resources | undefined, own: ResourcesProps): Resources {
  return main?.ephemeralStorageLimit === undefined
    ? Resources.of({ ...own, ephemeralStorageRequest: undefined, ephemeralStorageLimit: undefined })
    : Resources.of(own);
}
