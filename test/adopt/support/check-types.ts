import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const REPOSITORY = join(__dirname, '../../..');

/**
 * What the compiler says of generated apps with the options that each of them has; nothing when they compile.
 *
 * @param folder the folder with the apps
 * @param app the folder in it whose compiler options are used
 */
export function compilerOutput(folder: string, app: string): string {
  const { compilerOptions } = JSON.parse(readFileSync(join(folder, app, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: object;
  };
  const config = {
    compilerOptions: {
      ...compilerOptions,
      // The library is here in source, which needs more than a generated app may use.
      lib: ['es2022'],
      target: 'es2022',
      module: 'node16',
      moduleResolution: 'node16',
      stripInternal: false,
      noEmit: true,
      skipLibCheck: true,
      esModuleInterop: true,
      typeRoots: [join(REPOSITORY, 'node_modules/@types')],
      types: ['node', 'jest'],
      paths: {
        'cdk8s-patterns': [join(REPOSITORY, 'lib/index.ts')],
        'cdk8s-patterns/testing': [join(REPOSITORY, 'lib/testing/index.ts')],
        '*': [join(REPOSITORY, 'node_modules/*')],
      },
    },
    include: ['**/*.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const compiler = join(REPOSITORY, 'node_modules/typescript-7/bin/tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  return stdout + stderr;
}
