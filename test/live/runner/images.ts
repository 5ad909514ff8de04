import { type Image, PLAIN } from './images/image';
import { mariadb, mysql } from './images/mariadb';
import { postgres } from './images/postgres';
import { redis, valkey } from './images/redis';

interface Entry {
  readonly product?: string;
  readonly image: (tag: string) => Image;
}

/** By the image's name without registry, path and tag. Versions are those of the machine, whatever the tag says. */
const IMAGES: Readonly<Record<string, Entry>> = {
  redis: { product: 'Redis', image: redis },
  valkey: { product: 'Valkey', image: valkey },
  postgres: { product: 'PostgreSQL', image: postgres },
  mariadb: { product: 'MariaDB', image: mariadb },
  mysql: { product: 'MySQL', image: mysql },
  busybox: { image: () => ({ ...PLAIN, base: 'alpine', command: ['sh'] }) },
  alpine: { image: () => ({ ...PLAIN, base: 'alpine', command: ['sh'] }) },
};

/**
 * An image this table does not know is a Debian with the machine's programs: it must name its command itself.
 *
 * @throws where this machine lacks the image's programs
 */
export function imageOf(reference: string): Image {
  const { name, tag } = parts(reference);
  return IMAGES[name]?.image(tag) ?? PLAIN;
}

/** What stands in for an image: another product or version, or no image at all. Undefined where it is what its tag says. */
export function standIn(reference: string): string | undefined {
  const { name, tag } = parts(reference);
  const entry = IMAGES[name];
  if (entry === undefined) return 'unknown, a Debian with the programs of this machine';
  const runs = entry.image(tag).runs;
  const asked = `${entry.product} ${/^[0-9]+(\.[0-9]+)*/.exec(tag)?.[0] ?? tag}.`;
  return runs === undefined || `${runs}.`.startsWith(asked) ? undefined : runs;
}

function parts(reference: string): { readonly name: string; readonly tag: string } {
  const [path = '', tag = ''] = reference.replace(/@.*$/, '').split(/:(?=[^/]*$)/);
  return { name: path.split('/').at(-1) ?? '', tag };
}
