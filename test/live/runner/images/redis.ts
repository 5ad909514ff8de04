import { HOST_USR, type Image, PLAIN, versionOf } from './image';

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

/** Redis and Valkey, on Debian or, by tag, on Alpine. */
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
