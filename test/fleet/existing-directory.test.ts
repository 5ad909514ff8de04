import * as fs from 'node:fs';
import * as path from 'node:path';
import { writeFiles } from '../../lib/fleet/stage-files';
import { ExistingDirectory } from '../../lib/fleet/existing-directory';
import { inTemporaryDirectory, readTree } from './support/snapshot';

describe('ExistingDirectory', () => {
  test('leaves alone what would not change', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const past = new Date(1e12);
      writeFiles(root, [], new Map([['same', '1'], ['other', '1']])); // prettier-ignore
      ['same', 'other'].forEach((name) => fs.utimesSync(path.join(root, name), past, past));
      const inode = fs.statSync(path.join(root, 'same')).ino;

      // WHEN
      const summary = writeFiles(root, [], new Map([['same', '1'], ['other', '2'], ['new', '3']])); // prettier-ignore

      // THEN
      expect(summary).toEqual({ written: 2, unchanged: 1 });
      expect(readTree(root)).toEqual({ same: '1', other: '2', new: '3' });
      expect(fs.statSync(path.join(root, 'same'))).toMatchObject({ ino: inode, mtime: past });
      expect(fs.statSync(path.join(root, 'other')).mtime).not.toEqual(past);
    });
  });

  test('replaces a file: who reads the old one goes on reading it', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const file = path.join(root, 'file');
      fs.writeFileSync(file, 'the old content');
      const reader = fs.openSync(file, 'r');

      // WHEN
      writeFiles(root, [], new Map([['file', 'new']]));

      // THEN
      expect(fs.readFileSync(reader, 'utf8')).toBe('the old content');
      expect(fs.readFileSync(file, 'utf8')).toBe('new');
      fs.closeSync(reader);
    });
  });

  test('keeps permissions and links of what it replaces', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const real = path.join(root, 'elsewhere');
      fs.writeFileSync(real, 'old');
      fs.chmodSync(real, 0o640);
      fs.mkdirSync(path.join(root, 'out'));
      fs.symlinkSync(real, path.join(root, 'out', 'link'));

      // WHEN
      writeFiles(path.join(root, 'out'), [], new Map([['link', 'new']]));

      // THEN
      expect(fs.lstatSync(path.join(root, 'out', 'link')).isSymbolicLink()).toBe(true);
      expect(fs.readFileSync(real, 'utf8')).toBe('new');
      expect(fs.statSync(real).mode & 0o777).toBe(0o640);
    });
  });

  test('writes through a link whose target does not exist yet', () => {
    inTemporaryDirectory((root) => {
      fs.mkdirSync(path.join(root, 'out'));
      fs.symlinkSync(path.join(root, 'later'), path.join(root, 'out', 'link'));
      writeFiles(path.join(root, 'out'), [], new Map([['link', 'new']]));
      expect(fs.readFileSync(path.join(root, 'later'), 'utf8')).toBe('new');
    });
  });

  test('the last content of a name counts, also if it is the one that is there', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      fs.writeFileSync(path.join(root, 'a'), 'old');
      const directory = new ExistingDirectory(root);

      // WHEN
      ['one', 'two', 'old'].forEach((content) => directory.file('a', content));
      ['one', 'two'].forEach((content) => directory.file('b', content));

      // THEN
      expect(directory.commit()).toEqual({ written: 1, unchanged: 1 });
      expect(readTree(root)).toEqual({ a: 'old', b: 'two' });
    });
  });

  test('a directory in the place of a file is refused before anything is replaced', () => {
    inTemporaryDirectory((root) => {
      fs.mkdirSync(path.join(root, 'taken'));
      expect(() => new ExistingDirectory(root).file('taken', 'x')).toThrow('EISDIR');
    });
  });
});
