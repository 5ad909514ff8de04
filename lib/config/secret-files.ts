import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { reject } from '../rules/reject';
import { type ConfigObjectProps } from './config-object-props';
import { type ConfigSources, readSources } from './config-sources';
import { SecretObject } from './secret-object';
import { checkProps } from '../props/check-props';

/** A Secret and where its entries come from. */
export interface SecretFilesProps extends ConfigSources, ConfigObjectProps {
  /**
   * Type of the Secret, which may ask for keys: `kubernetes.io/basic-auth`, `kubernetes.io/ssh-auth`, one of your own.
   *
   * @default - not written: Opaque
   */
  readonly type?: string;
}

/**
 * A Secret made from files, folders, env-files and literals, as `kubectl create secret generic` makes it.
 *
 * Text goes to `stringData`, which the API server encodes into `data`: the manifest stays readable, and a value that a
 * Helm chart leaves open stays one, where base64 would bury it. Bytes that are no UTF-8 go to `data`. A key that is
 * taken away later stays in the stored Secret, since `kubectl apply` removes what left `data` only; use `contentName`
 * where that matters.
 *
 * @throws when a file cannot be read, a key is none or comes twice, or the entries exceed 1 MiB together
 */
export class SecretFiles extends SecretObject {
  public readonly resource: ApiObject;
  public readonly keys: string[];
  public readonly contentHash: string;

  constructor(scope: Construct, id: string, props: SecretFilesProps) {
    checkProps(scope, id, 'SecretFilesProps', props);
    super(scope, id);
    const content = readSources(props);
    reject(this, content.problems);
    this.keys = [...Object.keys(content.text), ...Object.keys(content.binary)].sort();
    this.contentHash = this._hashOf({ text: content.text, binary: content.binary, type: props.type });
    this.resource = this._emitSecret(props, content, props.type);
  }
}
