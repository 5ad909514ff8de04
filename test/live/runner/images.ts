/** What a container image brings, told in binaries of this machine. */
export interface Image {
  /** `debian`: the machine's own /usr. `alpine`: busybox and nothing else, besides `programs`. */
  readonly base: 'debian' | 'alpine';
  /** Programs put at /usr/local/bin, by name: the text of a POSIX script that execs the machine's binary. */
  readonly programs: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly uid: number;
  readonly workingDir: string;
  /** Users of the image: name to uid and gid. */
  readonly users: Readonly<Record<string, number>>;
}

/** Where the machine's own /usr is bound in every container, for the binaries and for the runner's own tools. */
export const HOST_USR = '/.host/usr';

/** The official images compile protected mode off; Debian's binary has it on, so it is turned off as they do. */
const REDIS_SERVER = `#!/bin/sh
for argument in "$@"; do
  [ "$argument" != --protected-mode ] || exec ${HOST_USR}/bin/redis-server "$@"
done
if [ -f "\${1-}" ] && grep -q '^protected-mode' "$1"; then exec ${HOST_USR}/bin/redis-server "$@"; fi
exec ${HOST_USR}/bin/redis-server "$@" --protected-mode no
`;

/** As docker-entrypoint.sh of the official image, without its chown: a configuration file alone starts the server. */
const REDIS_ENTRYPOINT = `#!/bin/sh
case "\${1-}" in -* | *.conf) set -- redis-server "$@" ;; esac
exec "$@"
`;

function redis(tag: string): Image {
  return {
    base: tag.includes('alpine') ? 'alpine' : 'debian',
    programs: {
      'redis-server': REDIS_SERVER,
      'redis-sentinel': `#!/bin/sh\nexec ${HOST_USR}/bin/redis-sentinel "$@"\n`,
      'redis-cli': `#!/bin/sh\nexec ${HOST_USR}/bin/redis-cli "$@"\n`,
      'docker-entrypoint.sh': REDIS_ENTRYPOINT,
    },
    entrypoint: ['docker-entrypoint.sh'],
    command: ['redis-server'],
    uid: 0,
    workingDir: '/data',
    users: { redis: 999 },
  };
}

const PLAIN: Image = {
  base: 'debian',
  programs: {},
  entrypoint: [],
  command: [],
  uid: 0,
  workingDir: '/',
  users: {},
};

/** By the image's name without registry, path and tag. Versions are those of the machine, whatever the tag says. */
const IMAGES: Readonly<Record<string, (tag: string) => Image>> = {
  redis,
  valkey: redis,
  busybox: () => ({ ...PLAIN, base: 'alpine', command: ['sh'] }),
  alpine: () => ({ ...PLAIN, base: 'alpine', command: ['sh'] }),
};

/** An image this table does not know is a Debian with the machine's programs: it must name its command itself. */
export function imageOf(reference: string): Image {
  const [path = '', tag = ''] = reference.replace(/@.*$/, '').split(/:(?=[^/]*$)/);
  return IMAGES[path.split('/').at(-1) ?? '']?.(tag) ?? PLAIN;
}
