import { Mount } from '../../pod/mount';

/** Where containers find certificates and key. */
export const TLS_PATH = '/tls';

/** The Secret with certificates and key, for the group of the pod. */
export function tlsMounts(tlsSecret?: string): Mount[] {
  return tlsSecret === undefined
    ? []
    : [Mount.secret(TLS_PATH, tlsSecret, { volumeName: 'tls', mode: 0o440, readOnly: true })];
}
