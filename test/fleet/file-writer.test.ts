import * as fs from 'node:fs';
import * as path from 'node:path';
import { pruneFiles, writeFiles } from '../../lib/fleet/file-writer';
import { inTemporaryDirectory, readTree } from './support/snapshot';

describe('writeFiles', () => {
  test('writes files and directories', () => {
    inTemporaryDirectory((root) => {
      // WHEN
      const outdir = path.join(root, 'deep', 'out');
      const files = new Map([
        ['a.yaml', 'a: é\n'],
        ['folder/b.yaml', 'b'],
      ]);
      const summary = writeFiles(outdir, ['folder', 'empty'], files);

      // THEN
      expect(readTree(outdir)).toEqual({ 'a.yaml': 'a: é\n', 'folder/': '', 'folder/b.yaml': 'b', 'empty/': '' });
      expect(summary).toEqual({ written: 2, unchanged: 0 });
    });
  });

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

  test('leaves no draft when a file cannot take its place', () => {
    inTemporaryDirectory((root) => {
      fs.mkdirSync(path.join(root, 'taken'));
      expect(() => writeFiles(root, [], new Map([['taken', 'x']]))).toThrow('EISDIR');
      expect(() => writeFiles(root, [], new Map([['missing/x', 'x']]))).toThrow('ENOENT');
      expect(readTree(root)).toEqual({ 'taken/': '' });
    });
  });

  test('counts as it goes', () => {
    inTemporaryDirectory((root) => {
      let count = 0;
      writeFiles(root, [], new Map([['a', ''], ['b', '']]), () => count++); // prettier-ignore
      expect(count).toBe(2);
    });
  });
});

describe('pruneFiles', () => {
  test('removes manifests, metadata and drafts of earlier runs, and the directories that this empties', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const files = {
        'kept.k8s.yaml': '1',
        'old.k8s.yaml': '2',
        'chart/old.k8s.yaml': '3',
        'mixed/old.k8s.yaml': '4',
        'mixed/README.md': '5',
        'other.yaml': '6',
        '.fleet-123-4.tmp': '7',
        'construct-metadata.json': '8',
        'mixed/construct-metadata.json': '9',
      };
      writeFiles(root, ['chart', 'mixed', 'empty'], new Map(Object.entries(files)));
      fs.symlinkSync('other.yaml', path.join(root, 'link.k8s.yaml'));

      // WHEN
      const removed = pruneFiles(root, '.k8s.yaml', new Set(['kept.k8s.yaml']));

      // THEN
      expect(removed.sort()).toEqual([
        '.fleet-123-4.tmp',
        'chart/old.k8s.yaml',
        'construct-metadata.json',
        'mixed/old.k8s.yaml',
        'old.k8s.yaml',
      ]);
      expect(Object.keys(readTree(root)).sort()).toEqual([
        'empty/',
        'kept.k8s.yaml',
        'link.k8s.yaml',
        'mixed/',
        'mixed/README.md',
        'mixed/construct-metadata.json',
        'other.yaml',
      ]);
    });
  });
});
