import { join } from 'node:path';
import { Mount } from '../../pod/mount';
import { type MemberNames } from '../members/member-names';

/** The scripts; scripts/mongo/README.md is their contract. */
export const MONGO_SCRIPTS = [
  'backup.sh',
  'copy-keyfile.sh',
  'decide.js',
  'dump-order.js',
  'members-to-dump.js',
  'mongod.sh',
  'mongosh.sh',
  'ready.js',
  'reconcile.js',
  'restore.sh',
  'round.js',
  'settings.js',
  'step-down.js',
  'wire.js',
].map((file) => join(__dirname, '../scripts/mongo', file));

const SCRIPTS_PATH = '/scripts';

/** Where the files of a Secret are mounted for the scripts. */
export const SECRET_PATH = '/secrets';

/** The command that runs a script. */
export function mongoScript(file: string, ...args: string[]): string[] {
  return ['sh', `${SCRIPTS_PATH}/${file}`, ...args];
}

/** Name of the ConfigMap with the scripts of a set. */
export function scriptsConfigMap({ name }: MemberNames): string {
  return `${name}-scripts`;
}

/** The scripts of a set, where its commands expect them. */
export function scriptsMount(names: MemberNames): Mount {
  return Mount.configMap(SCRIPTS_PATH, scriptsConfigMap(names), { volumeName: 'scripts', mode: 0o555 });
}

/** Keys of a Secret as files, for the group of the pod. */
export function secretMount(secretName: string, items: { readonly [key: string]: string }): Mount {
  return Mount.secret(SECRET_PATH, secretName, { volumeName: 'secrets', mode: 0o440, items, readOnly: true });
}

/** Where the scripts find the user of a Secret. */
export const USER_FILES = {
  MONGO_ROOT_USERNAME_FILE: `${SECRET_PATH}/username`,
  MONGO_ROOT_PASSWORD_FILE: `${SECRET_PATH}/password`,
};
