import * as fs from 'node:fs';
import * as path from 'node:path';
import { clusterEntrypoint, HOST_USR, type Image, PLAIN, versionOf } from './image';

const VERSIONS = '/usr/lib/postgresql';

/** The sample configuration of the images has it; Debian's listens on loopback. */
const LISTEN = `echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"`;

/** Folder with the binaries of the newest PostgreSQL that Debian installed here; undefined where there is none. */
export function postgresBinaries(): string | undefined {
  const versions = fs.existsSync(VERSIONS) ? fs.readdirSync(VERSIONS).map(Number) : [];
  return versions.length === 0 ? undefined : `${VERSIONS}/${Math.max(...versions)}/bin`;
}

/**
 * PostgreSQL, on Debian or, by tag, on Alpine.
 *
 * @throws where the machine has no PostgreSQL
 */
export function postgres(tag: string): Image {
  const binaries = postgresBinaries();
  if (binaries === undefined) {
    throw new Error(`image postgres: no PostgreSQL below ${VERSIONS}; test/live/install.sh installs it`);
  }
  const alpine = tag.includes('alpine');
  const user = alpine ? 70 : 999;
  const major = Number(/^\d+/.exec(tag)?.[0] ?? 17);
  const original = process.env['POSTGRES_ENTRYPOINT'];
  return {
    ...PLAIN,
    base: alpine ? 'alpine' : 'debian',
    programs: {
      // the images' own folder is on the path before Debian's wrappers
      ...Object.fromEntries(
        fs.readdirSync(binaries).map((name) => [name, `${HOST_USR}/${path.relative('/usr', `${binaries}/${name}`)}`]),
      ),
      initdb: `#!/bin/sh\n${HOST_USR}/${path.relative('/usr', binaries)}/initdb "$@" && ${LISTEN}\n`,
      'docker-entrypoint.sh':
        original === undefined ? clusterEntrypoint('postgres-entrypoint.sh') : fs.readFileSync(original, 'utf8'),
    },
    entrypoint: ['docker-entrypoint.sh'],
    command: ['postgres'],
    env: {
      LANG: 'C.UTF-8', // the images have en_US.utf8; this machine may not
      PG_MAJOR: `${major}`,
      PGDATA: major < 18 ? '/var/lib/postgresql/data' : `/var/lib/postgresql/${major}/docker`,
    },
    users: { postgres: user },
    runs: `PostgreSQL ${versionOf(`${binaries}/postgres`)}`,
    directories: {
      '/var/lib/postgresql': user,
      ...(major < 18 ? { '/var/lib/postgresql/data': user } : {}),
      '/var/run/postgresql': user,
      '/docker-entrypoint-initdb.d': 0,
    },
    stopSignal: 'SIGINT', // fast shutdown: SIGTERM waits for every client to leave
  };
}
