import * as fs from 'node:fs';
import * as path from 'node:path';
import { NewDirectory } from '../../lib/fleet/new-directory';
import { inTemporaryDirectory, readTree } from './support/snapshot';

describe('NewDirectory', () => {
  test('is staged beside its place, and makes the directories above', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const directory = new NewDirectory(path.join(root, 'deep', 'out'));
      directory.file('a', '1');
      const temporary = `deep/out.fleet-${process.pid}.tmp`;
      expect(readTree(root)).toEqual({ 'deep/': '', [`${temporary}/`]: '', [`${temporary}/a`]: '1' });

      // WHEN
      directory.commit();

      // THEN
      expect(readTree(root)).toEqual({ 'deep/': '', 'deep/out/': '', 'deep/out/a': '1' });
    });
  });

  test('adds its files to a directory that somebody else has made meanwhile', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const outdir = path.join(root, 'out');
      const directory = new NewDirectory(outdir);
      directory.directory('empty');
      directory.file('mine', '1');
      directory.file('ours', 'é');
      fs.mkdirSync(outdir);
      fs.writeFileSync(path.join(outdir, 'theirs'), '2');
      fs.writeFileSync(path.join(outdir, 'ours'), 'é');
      let count = 0;

      // WHEN
      const summary = directory.commit(() => count++);

      // THEN
      expect(summary).toEqual({ written: 1, unchanged: 1 });
      expect(count).toBe(1);
      expect(readTree(root)).toEqual({
        'out/': '',
        'out/empty/': '',
        'out/mine': '1',
        'out/ours': 'é',
        'out/theirs': '2',
      });
    });
  });

  test('says what is in its place', () => {
    inTemporaryDirectory((root) => {
      // GIVEN
      const directory = new NewDirectory(path.join(root, 'out'));
      directory.file('a', '1');
      fs.writeFileSync(path.join(root, 'out'), 'a file');

      // WHEN, THEN
      expect(() => directory.commit()).toThrow('EEXIST');
      expect(readTree(root)).toEqual({ out: 'a file' });
    });
  });
});
