import { shellScripts } from '../../lib/helm/shell-scripts';

test.each([
  ['what follows -c', { command: ['/bin/bash', '-c', 'echo'] }, ['/command/2']],
  ['options after -c', { command: ['/bin/bash', '-c', '-x', 'echo', 'an argument'] }, ['/command/3']],
  ['a script in args', { command: ['sh'], args: ['-ec', 'echo'] }, ['/args/1']],
  ['a file by its name', { data: { 'run.sh': 'echo', 'run.txt': 'echo' } }, ['/data/run.sh']],
  ['a file by its first line', { data: { run: '#!/bin/sh' } }, ['/data/run']],
  ['a key with a slash', { data: { 'a/b': '#!/bin/sh' } }, ['/data/a~1b']],
])('%s is a script', (_, json, expected) => {
  expect([...shellScripts(json)]).toEqual(expected);
});

test.each([
  ['a program that is no shell', { command: ['psql', '-c', 'SELECT 1'] }],
  ['a shell that runs a file', { command: ['/bin/sh', '/scripts/run'] }],
  ['nothing at all', null],
])('%s is none', (_, json) => {
  expect([...shellScripts(json)]).toEqual([]);
});
