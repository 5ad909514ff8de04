import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { isToken } from '../tokens/find-tokens';
import { reject } from '../rules/reject';
import { type ConfigObjectProps } from './config-object-props';
import { goJson } from '../kubernetes/go-json';
import { SecretObject } from './secret-object';
import { checkProps } from '../props/check-props';

const TYPE = 'kubernetes.io/dockerconfigjson';
const KEY = '.dockerconfigjson';

/** Who pulls images from where. */
export interface DockerRegistrySecretProps extends ConfigObjectProps {
  /**
   * Address of the registry.
   *
   * @default https://index.docker.io/v1/
   */
  readonly server?: string;

  /** Name to log in with. */
  readonly username: string;

  /** Password or token to log in with. */
  readonly password: string;

  /**
   * Mail address, which few registries ask for today.
   *
   * @default - none
   */
  readonly email?: string;
}

/**
 * A Secret that lets pods pull images, as `kubectl create secret docker-registry` makes it.
 *
 * The field `auth`, which repeats user and password in base64, is left out when one of them is a value that a Helm
 * chart leaves open: base64 would bury it, and the kubelet reads user and password as well.
 *
 * @throws when user name or password are empty
 */
export class DockerRegistrySecret extends SecretObject {
  public readonly resource: ApiObject;
  public readonly keys: string[] = [KEY];
  public readonly contentHash: string;

  constructor(scope: Construct, id: string, props: DockerRegistrySecretProps) {
    checkProps(scope, id, 'DockerRegistrySecretProps', props);
    super(scope, id);
    const { server = 'https://index.docker.io/v1/', username, password, email } = props;
    reject(
      this,
      Object.entries({ server, username, password }).flatMap(([prop, value]) =>
        value === '' ? [`${prop} must not be empty, got ""`] : [],
      ),
    );
    const isOpen = isToken(username) || isToken(password);
    const auth = isOpen ? undefined : Buffer.from(`${username}:${password}`).toString('base64');
    const text = { [KEY]: goJson({ auths: { [server]: { username, password, email: email || undefined, auth } } }) };
    this.contentHash = this._hashOf(text);
    this.resource = this._emitSecret(props, { text, binary: {} }, TYPE);
  }
}
