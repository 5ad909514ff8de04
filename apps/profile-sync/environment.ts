import { Env } from '../../lib';

/** The values that the environment depends on. */
export interface ProfileSyncEnvironmentProps {
  /** Name of the instance. */
  readonly namespace: string;
  /** Changes to restart the pods. */
  readonly nonce: number;
}

/** The environment of Profile Sync, as `jam.ps.containerEnv` of the document's `_ps.tpl` has it. */
export function profileSyncEnvironment(props: ProfileSyncEnvironmentProps): Env[] {
  return [
    Env.fromSecret('db-ps'),
    Env.fromSecret('email'),
    Env.configMapKey('EXTERNAL_HOST_NAME', 'cluster-static'),
    Env.configMapKey('MYSQL_PS_DB', 'data'),
    ...Env.values({
      NONCE: `${props.nonce}`,
      RAILS_ENV: 'production',
      ISDOCKER: '1',
      ISK8S: '1',
      CT_LOCATION: 'ct-webapp',
      INSTANCE: props.namespace,
      SMTP_TLS: '1',
    }),
  ];
}
