import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import type * as core from '../kubernetes/api/core';
import { reject } from '../rules/reject';
import { ConfigObject } from './config-object';
import { type ConfigObjectProps } from './config-object-props';
import { type ConfigSources, readSources } from './config-sources';
import { checkProps } from '../props/check-props';

/** A ConfigMap and where its entries come from. */
export interface ConfigFilesProps extends ConfigSources, ConfigObjectProps {}

/**
 * A ConfigMap made from files, folders, env-files and literals, as `kubectl create configmap` makes it: valid
 * UTF-8 goes to `data`, other content to `binaryData`.
 *
 * @throws when a file cannot be read, a key is none or comes twice, or the entries exceed 1 MiB together
 */
export class ConfigFiles extends ConfigObject {
  public readonly resource: ApiObject;
  public readonly keys: string[];
  public readonly contentHash: string;

  /** The text entries. */
  public readonly data: { readonly [key: string]: string };

  /** The binary entries, in base64. */
  public readonly binaryData: { readonly [key: string]: string };

  constructor(scope: Construct, id: string, props: ConfigFilesProps) {
    checkProps(scope, id, 'ConfigFilesProps', props);
    super(scope, id);
    const { text, binary, problems } = readSources(props);
    reject(this, problems);
    this.data = text;
    this.binaryData = binary;
    this.keys = [...Object.keys(text), ...Object.keys(binary)].sort();
    this.contentHash = this._hashOf({ data: text, binaryData: binary });
    const { immutable } = props;
    const binaryData = Object.keys(binary).length === 0 ? undefined : binary;
    this.resource = this._emit<core.ConfigMap>({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: this._metadataOf(props, (name) => ({
        kind: 'ConfigMap',
        name,
        data: text,
        immutable,
        binaryData,
      })),
      data: Object.keys(text).length === 0 ? undefined : { ...text },
      binaryData: binaryData && { ...binaryData },
      immutable,
    });
  }
}
