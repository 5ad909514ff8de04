import { type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type * as meta from '../kubernetes/api/meta';
import { isToken } from '../tokens/find-tokens';
import { reject } from '../rules/reject';
import { emitObject, type KubernetesObject } from '../rules/emit-object';
import { type ConfigObjectProps } from './config-object-props';
import { contentHash, nameSuffix } from './content-hash';

/** A construct around one ConfigMap or Secret. */
export abstract class ConfigObject extends Construct {
  /** The API object. */
  public abstract readonly resource: ApiObject;

  /** The keys of the content, sorted. */
  public abstract readonly keys: string[];

  /**
   * Hash of the content. As an annotation of a pod template it replaces the pods when the content changes.
   *
   * Taken at construction, so JSON patches do not count, nor do values that a chart leaves open.
   */
  public abstract readonly contentHash: string;

  /** Name of the API object. */
  public get name(): string {
    return this.resource.name;
  }

  /**
   * The metadata of the object. The suffix of a content name is the hash of `hashed`.
   *
   * @internal
   */
  protected _metadataOf(props: ConfigObjectProps, hashed: (name: string) => object): meta.ObjectMeta {
    return {
      name: props.contentName ? this.contentName(props, hashed) : props.name,
      namespace: props.namespace,
      labels: props.labels && { ...props.labels },
      annotations: props.annotations && { ...props.annotations },
    };
  }

  /** @internal */
  protected _hashOf(content: object): string {
    return contentHash(content);
  }

  /**
   * Makes the API object, with the check of Kubernetes' rules.
   *
   * @internal
   */
  protected _emit<T extends KubernetesObject>(manifest: T): ApiObject {
    return emitObject(this, 'Resource', manifest);
  }

  private contentName({ name }: ConfigObjectProps, hashed: (name: string) => object): string {
    if (name === undefined) {
      reject(this, ['contentName needs a name to append the hash to, got none']);
      return '';
    }
    const content = hashed(name);
    if (hasReference(content)) {
      reject(this, ['contentName needs content that is known at synth, got a value that the chart leaves open']);
    }
    return `${name}-${nameSuffix(content)}`;
  }
}

function hasReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.values(value).some(hasReference) : isToken(value);
}
