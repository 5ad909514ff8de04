import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { reject } from '../rules/reject';
import { type ConfigObjectProps } from './config-object-props';
import { readSources } from './config-sources';
import { SecretObject } from './secret-object';
import { checkProps } from '../props/check-props';

/** A certificate and its key. */
export interface TlsSecretProps extends ConfigObjectProps {
  /** Path of the certificate in PEM, the server's own first, then those of its issuers. */
  readonly certFile: string;

  /** Path of the private key in PEM, without a passphrase. */
  readonly keyFile: string;
}

/**
 * A Secret of type `kubernetes.io/tls`, as `kubectl create secret tls` makes it.
 *
 * @throws when a file cannot be read, is no PEM of its sort, or the key does not belong to the certificate
 */
export class TlsSecret extends SecretObject {
  public readonly resource: ApiObject;
  public readonly keys: string[] = ['tls.crt', 'tls.key'];
  public readonly contentHash: string;

  constructor(scope: Construct, id: string, props: TlsSecretProps) {
    checkProps(scope, id, 'TlsSecretProps', props);
    super(scope, id);
    const content = readSources({ namedFiles: { 'tls.crt': props.certFile, 'tls.key': props.keyFile } });
    reject(this, content.problems);
    reject(this, pairProblems(content.text, props));
    this.contentHash = this._hashOf(content.text);
    this.resource = this._emitSecret(props, content, 'kubernetes.io/tls');
  }
}

function pairProblems(text: { readonly [key: string]: string }, { certFile, keyFile }: TlsSecretProps): string[] {
  const certificate = attempt(() => new X509Certificate(text['tls.crt'] ?? ''));
  const key = attempt(() => createPrivateKey(text['tls.key'] ?? ''));
  const problems: string[] = [];
  if (certificate === undefined) problems.push(`certFile must be a certificate in PEM, got "${certFile}"`);
  if (key === undefined) problems.push(`keyFile must be a private key in PEM without a passphrase, got "${keyFile}"`);
  if (certificate !== undefined && key !== undefined && !certificate.checkPrivateKey(key)) {
    problems.push(
      `keyFile must hold the private key of the certificate in certFile, got "${keyFile}" for "${certFile}"`,
    );
  }
  return problems;
}

function attempt<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch {
    return undefined;
  }
}
