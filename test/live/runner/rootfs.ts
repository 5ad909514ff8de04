import * as fs from 'node:fs';
import * as path from 'node:path';
import { HOST_USR, type Image } from './images/image';
import { quote } from './shell';

/** One bind mount of a container. */
export interface Bind {
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

export interface RootfsOptions {
  /** Directory the root is mounted on, private to the container. */
  readonly root: string;
  readonly image: Image;
  readonly binds: readonly Bind[];
  readonly hostname: string;
  readonly hosts: string;
  readonly resolvConf: string;
  readonly readOnlyRoot: boolean;
}

const PROGRAM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const DEFAULT_PATH = PROGRAM_PATH;

/**
 * Shell lines that build a container's root on a tmpfs: gone with the container, as an image's writable layer is.
 * They run inside the container's own mount namespace.
 */
export function rootfsScript(options: RootfsOptions): string {
  const { root, image } = options;
  const at = (inside: string) => quote(path.join(root, inside));
  const lines = [
    'set -e',
    `PATH=${PROGRAM_PATH}`,
    `mount -t tmpfs -o mode=755 root ${quote(root)}`,
    `cd ${quote(root)}`,
    'mkdir -p proc dev/shm dev/pts etc var/lib var/log var/tmp root home srv mnt opt run tmp .host/usr usr/local/bin',
    'ln -s ../run var/run; chmod 1777 tmp var/tmp',
    'mount -t tmpfs -o mode=1777,size=64m shm dev/shm', // writable under a read-only root, as containerd makes it
    'mount -t proc proc proc',
    'mknod -m 666 dev/null c 1 3; mknod -m 666 dev/zero c 1 5; mknod -m 666 dev/random c 1 8; mknod -m 666 dev/urandom c 1 9',
    'mknod -m 666 dev/tty c 5 0',
    'ln -s /proc/self/fd dev/fd; ln -s /proc/self/fd/0 dev/stdin; ln -s /proc/self/fd/1 dev/stdout; ln -s /proc/self/fd/2 dev/stderr',
    'mount --bind /usr .host/usr; mount -o remount,bind,ro .host/usr',
    ...(image.base === 'debian' ? debianUsr() : alpineUsr()),
    ...etc(image),
    `printf %s ${quote(options.hosts)} >etc/hosts`,
    `printf %s ${quote(options.resolvConf)} >etc/resolv.conf`,
    `printf '%s\\n' ${quote(options.hostname)} >etc/hostname`,
    `mkdir -p ${at(image.workingDir)}`,
  ];
  for (const [name, text] of Object.entries(image.programs)) {
    const file = `usr/local/bin/${name}`;
    lines.push(
      text.startsWith('/') ? `ln -s ${quote(text)} ${file}` : `printf %s ${quote(text)} >${file}; chmod 755 ${file}`,
    );
  }
  for (const [directory, owner] of Object.entries(image.directories)) {
    lines.push(`mkdir -p ${at(directory)}; chown ${owner}:${owner} ${at(directory)}; chmod 1777 ${at(directory)}`);
  }
  for (const [file, text] of Object.entries(image.files)) {
    lines.push(`mkdir -p ${at(path.dirname(file))}; printf %s ${quote(text)} >${at(file)}`);
  }
  for (const bind of options.binds) {
    const target = at(bind.target);
    const isFile = fs.existsSync(bind.source) && fs.statSync(bind.source).isFile();
    lines.push(
      isFile ? `mkdir -p "$(dirname ${target})"; : >${target}` : `mkdir -p ${target}`,
      `mount --bind ${quote(bind.source)} ${target}`,
    );
    if (bind.readOnly) lines.push(`mount -o remount,bind,ro ${target}`);
  }
  lines.push(`hostname ${quote(options.hostname)}`);
  if (options.readOnlyRoot) lines.push(`mount -o remount,ro ${quote(root)}`);
  return `${lines.join('\n')}\n`;
}

function debianUsr(): string[] {
  // /usr/local stays the image's own: the machine's /usr/local/bin is no part of a Debian image
  return [
    'for entry in /usr/*; do name=${entry##*/}; [ "$name" = local ] || ln -s "/.host/usr/$name" "usr/$name"; done',
    'for name in bin sbin lib lib64; do ln -s "usr/$name" "$name"; done',
  ];
}

function alpineUsr(): string[] {
  return [
    'mkdir -p bin usr/bin',
    `ln -s ${HOST_USR}/lib usr/lib; ln -s ${HOST_USR}/lib64 usr/lib64; ln -s ${HOST_USR}/share usr/share`,
    'for name in lib lib64; do ln -s "usr/$name" "$name"; done',
    `for applet in $(busybox --list); do ln -s ${HOST_USR}/bin/busybox "bin/$applet"; done`,
    `ln -s ${HOST_USR}/bin/getent usr/bin/getent`, // of musl-utils, which every alpine image has
    'ln -s usr/bin sbin',
  ];
}

function etc(image: Image): string[] {
  const users = Object.entries(image.users);
  return [
    'for name in alternatives ssl ld.so.cache ld.so.conf ld.so.conf.d; do [ ! -e "/etc/$name" ] || cp -a "/etc/$name" etc/; done',
    `printf '%s\\n' 'root:x:0:0:root:/root:/bin/sh' 'nobody:x:65534:65534:nobody:/nonexistent:/bin/false' ${users
      .map(([name, id]) => quote(`${name}:x:${id}:${id}::/data:/bin/sh`))
      .join(' ')} >etc/passwd`,
    `printf '%s\\n' 'root:x:0:' 'nogroup:x:65534:' ${users.map(([name, id]) => quote(`${name}:x:${id}:`)).join(' ')} >etc/group`,
    "printf '%s\\n' 'passwd: files' 'group: files' 'hosts: files dns' >etc/nsswitch.conf",
  ];
}
