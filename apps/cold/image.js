/**
 * The image of a program: the source and the compiled code of each of its modules, and which files they mean by the
 * names that they require. It is one file, read in one go.
 */
const fs = require('node:fs');
const path = require('node:path');
const v8 = require('node:v8');

/** Compiled code is of use to the same Node, with the same options, on the same kind of processor. */
const KIND = `${process.version}-${v8.cachedDataVersionTag().toString(36)}`;

/** The file begins with the lengths of its index and of all that follows. */
const HEAD = 8;

/** Changes when the content of a file does, or when entries of a folder come and go. Empty when there is none. */
function stampOf(file) {
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  return stats ? `${stats.ino} ${stats.ctimeMs} ${stats.size}` : '';
}

class Image {
  /**
   * @param folder where images are kept
   * @param name name of the program
   * @param root folder of the program's own modules
   * @param ground files that everything in the image depends on
   */
  constructor(folder, name, root, ground) {
    this.folder = folder;
    this.name = name;
    this.root = root + path.sep;
    this.ground = ground.map((file) => [file, stampOf(file)]);
    /** How files and folders were before this run read them. */
    this.stamps = new Map();
    this.modules = new Map();
    try {
      this.read(fs.readFileSync(path.join(folder, `${name}.${KIND}`)));
    } catch {
      this.modules.clear(); // there is none, or none that can be read
    }
  }

  /** A module as it was kept: its source, compiled code and requests. Undefined if its file has changed since. */
  find(file) {
    const stamp = this.stamp(file);
    this.ownFolders(file).forEach((folder) => this.stamp(folder));
    const module = this.modules.get(file);
    return module?.stamp === stamp ? module : undefined;
  }

  /**
   * Keeps modules, and those of the image that are still what they were.
   *
   * @param modules by path: source, requests, and how to get the compiled code
   */
  write(modules) {
    const all = new Map(modules);
    for (const [file, { source, requests, code }] of this.modules) {
      if (!all.has(file) && this.find(file)) all.set(file, { source, requests, compile: () => code });
    }
    const entries = [];
    const parts = [];
    for (const [file, { source, requests, compile }] of all) {
      const [text, code] = [Buffer.from(source), compile()];
      entries.push([file, this.stamp(file), requests, text.length === source.length, text.length, code.length]);
      parts.push(text, code);
    }
    const folders = [...new Set([...all.keys()].flatMap((file) => this.ownFolders(file)))];
    const json = Buffer.from(
      JSON.stringify({ ground: this.ground, folders: folders.map((folder) => [folder, this.stamp(folder)]), entries }),
    );
    const body = Buffer.concat(parts);
    const head = Buffer.alloc(HEAD);
    head.writeUInt32LE(json.length, 0);
    head.writeUInt32LE(body.length, 4);
    this.replace(Buffer.concat([head, json, body]));
  }

  read(bytes) {
    let at = HEAD + bytes.readUInt32LE(0);
    if (bytes.length !== at + bytes.readUInt32LE(4)) return;
    const { ground, folders, entries } = JSON.parse(bytes.toString('utf8', HEAD, at));
    if (JSON.stringify(ground) !== JSON.stringify(this.ground)) return;
    // A file that was added may come before one that was found under the same name.
    const isSettled = folders.every(([folder, stamp]) => this.stamp(folder) === stamp);
    for (const [file, stamp, requests, isAscii, length, codeLength] of entries) {
      const text = bytes.subarray(at, at + length);
      const code = bytes.subarray(at + length, at + length + codeLength);
      at += length + codeLength;
      this.modules.set(file, {
        stamp,
        code,
        requests: isSettled || !this.isOwn(file) ? requests : {},
        get source() {
          return isAscii ? text.latin1Slice() : text.utf8Slice();
        },
      });
    }
  }

  /** Puts an image in the place of all others of the program. */
  replace(bytes) {
    fs.mkdirSync(this.folder, { recursive: true });
    const draft = path.join(this.folder, `draft-${process.pid}`);
    fs.writeFileSync(draft, bytes);
    for (const file of fs.readdirSync(this.folder)) {
      if (file.startsWith(`${this.name}.v`)) fs.rmSync(path.join(this.folder, file), { force: true });
    }
    fs.renameSync(draft, path.join(this.folder, `${this.name}.${KIND}`));
  }

  stamp(file) {
    let stamp = this.stamps.get(file);
    if (stamp === undefined) this.stamps.set(file, (stamp = stampOf(file)));
    return stamp;
  }

  isOwn(file) {
    return file.startsWith(this.root) && !file.includes(`${path.sep}node_modules${path.sep}`);
  }

  /** The folders above one of the program's own modules, up to the root and without it. */
  ownFolders(file) {
    const folders = [];
    if (!this.isOwn(file)) return folders;
    for (let up = path.dirname(file); up.startsWith(this.root); up = path.dirname(up)) folders.push(up);
    return folders;
  }
}

exports.Image = Image;
