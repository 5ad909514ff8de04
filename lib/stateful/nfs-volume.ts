import { type ApiObject, type Size } from 'cdk8s';
import { PersistentVolumeAccessMode, type PersistentVolumeReclaimPolicy } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { emitObject } from '../rules/emit-object';
import { checkProps } from '../props/check-props';

/** An NFS export that claims can bind. */
export interface NfsVolumeProps {
  /**
   * Name of the object. PersistentVolumes belong to no namespace.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;

  /**
   * Labels, by which a claim can ask for this volume.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /** Host name or address of the NFS server. */
  readonly server: string;

  /** Exported path. */
  readonly path: string;

  /** Size that claims can ask for. NFS does not enforce it. */
  readonly storage: Size;

  /**
   * How the volume may be mounted.
   *
   * @default - ReadWriteOnce
   */
  readonly accessModes?: PersistentVolumeAccessMode[];

  /**
   * Name of the storage class that a claim must ask for.
   *
   * @default - none
   */
  readonly storageClassName?: string;

  /**
   * What happens to the volume when its claim is gone.
   *
   * @default - Retain, chosen by the API server
   */
  readonly reclaimPolicy?: PersistentVolumeReclaimPolicy;
}

/** A PersistentVolume over NFS; cdk8s-plus has those of the clouds. */
export class NfsVolume extends Construct {
  /** The API object. */
  public readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: NfsVolumeProps) {
    checkProps(scope, id, 'NfsVolumeProps', props);
    super(scope, id);
    this.resource = emitObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: props.name, labels: props.labels },
      spec: {
        capacity: { storage: props.storage.asString() },
        accessModes: [...(props.accessModes ?? [PersistentVolumeAccessMode.READ_WRITE_ONCE])],
        storageClassName: props.storageClassName,
        persistentVolumeReclaimPolicy: props.reclaimPolicy,
        nfs: { server: props.server, path: props.path },
      },
    });
  }

  /** Name of the API object. */
  public get name(): string {
    return this.resource.name;
  }
}
