import { type ApiObject } from 'cdk8s';
import type * as core from '../kubernetes/api/core';
import { isToken } from '../tokens/find-tokens';
import { ConfigObject } from './config-object';
import { type ConfigObjectProps } from './config-object-props';

/** Entries of a Secret: text, and bytes in base64. */
export interface SecretContent {
  readonly text: { readonly [key: string]: string };
  readonly binary: { readonly [key: string]: string };
}

/** A construct around one Secret. */
export abstract class SecretObject extends ConfigObject {
  /** @internal */
  protected _emitSecret(props: ConfigObjectProps, { text, binary }: SecretContent, type?: string): ApiObject {
    const { immutable } = props;
    return this._emit<core.Secret>({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: this._metadataOf(props, (name) => ({
        kind: 'Secret',
        type: type ?? '',
        name,
        // kubectl has everything in data. A reference is left as it is, for the caller to find and refuse.
        data: { ...encoded(text), ...binary },
        immutable,
      })),
      type,
      stringData: Object.keys(text).length === 0 ? undefined : { ...text },
      data: Object.keys(binary).length === 0 ? undefined : { ...binary },
      immutable,
    });
  }
}

function encoded(text: { readonly [key: string]: string }): { [key: string]: string } {
  return Object.fromEntries(
    Object.entries(text).map(([key, value]) => [key, isToken(value) ? value : Buffer.from(value).toString('base64')]),
  );
}
