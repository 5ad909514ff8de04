import * as fs from 'node:fs';
import * as path from 'node:path';
import { clusterEntrypoint, type Image, PLAIN, versionOf } from './image';

const SERVER = '/usr/sbin/mariadbd';
const USER = 999;
const INIT = '/usr/local/bin/mariadb-init.sh';

/** MariaDB. MARIADB_ENTRYPOINT names the image's own docker-entrypoint.sh, to be run in place of ours. */
export function mariadb(): Image {
  const original = process.env['MARIADB_ENTRYPOINT'];
  return {
    ...server(
      'mariadb',
      original === undefined ? `#!/bin/sh\nexec ${INIT} 'MARIADB MYSQL' "$@"\n` : fs.readFileSync(original, 'utf8'),
    ),
    command: ['mariadbd'],
    files: {
      '/etc/mysql/my.cnf': `[client-server]
socket = /run/mysqld/mysqld.sock
[mariadb]
host-cache-size = 0
skip-name-resolve
!includedir /etc/mysql/mariadb.conf.d/
!includedir /etc/mysql/conf.d/
`,
    },
  };
}

/** MySQL, for which the machine's MariaDB stands in: Debian has no MySQL. */
export function mysql(): Image {
  return {
    ...server('mysql', `#!/bin/sh\nexec ${INIT} MYSQL "$@"\n`),
    command: ['mysqld'],
    files: {
      '/etc/my.cnf': `[client-server]
socket = /var/run/mysqld/mysqld.sock
[mysqld]
host-cache-size = 0
skip-name-resolve
!includedir /etc/mysql/conf.d/
`,
    },
  };
}

function server(name: string, entrypoint: string): Image {
  if (!fs.existsSync(SERVER)) throw new Error(`image ${name}: no ${SERVER}; test/live/install.sh installs it`);
  return {
    ...PLAIN,
    programs: {
      'docker-entrypoint.sh': entrypoint,
      [path.basename(INIT)]: clusterEntrypoint('mariadb-init.sh'),
    },
    entrypoint: ['docker-entrypoint.sh'],
    users: { mysql: USER },
    runs: `MariaDB ${versionOf(SERVER)}`,
    directories: {
      '/var/lib/mysql': USER,
      '/var/run/mysqld': USER,
      '/etc/mysql/conf.d': 0,
      '/etc/mysql/mariadb.conf.d': 0,
      '/docker-entrypoint-initdb.d': 0,
    },
  };
}
