import { type Image, PLAIN } from './images/image';
import { mariadb, mysql } from './images/mariadb';
import { postgres } from './images/postgres';
import { redis } from './images/redis';

/** By the image's name without registry, path and tag. Versions are those of the machine, whatever the tag says. */
const IMAGES: Readonly<Record<string, (tag: string) => Image>> = {
  redis,
  valkey: redis,
  postgres,
  mariadb,
  mysql,
  busybox: () => ({ ...PLAIN, base: 'alpine', command: ['sh'] }),
  alpine: () => ({ ...PLAIN, base: 'alpine', command: ['sh'] }),
};

/**
 * An image this table does not know is a Debian with the machine's programs: it must name its command itself.
 *
 * @throws where this machine lacks the image's programs
 */
export function imageOf(reference: string): Image {
  const [path = '', tag = ''] = reference.replace(/@.*$/, '').split(/:(?=[^/]*$)/);
  return IMAGES[path.split('/').at(-1) ?? '']?.(tag) ?? PLAIN;
}
