import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { transformSync } from '@swc/core';
import { App } from 'cdk8s';
import * as patterns from '../../../lib';
import * as testing from '../../../lib/testing';
import { type Manifest } from '../../../lib/testing/equivalence/manifest';

/** What \`charts.ts\` of a generated app exports. */
interface ChartsModule {
  readonly addCharts?: (app: App) => void;
  readonly environments?: Readonly<Record<string, (app: App) => void>>;
}

/** Runs a generated app as `cdk8s synth` does, and returns what its charts synthesize, validation included. */
export function synthesizeApp(folder: string, environment?: string): Manifest[] {
  const module = load(join(folder, 'charts.ts'), new Map()) as ChartsModule;
  const addCharts = environment === undefined ? module.addCharts : module.environments?.[environment];
  if (addCharts === undefined) throw new Error(`charts.ts has nothing for ${environment ?? 'the only environment'}`);
  const app = new App();
  addCharts(app);
  app.synthYaml();
  return app.charts.flatMap((chart) => chart.toJson() as Manifest[]);
}

/** A module of the app, compiled in memory; the package under test is the library of this repository. */
function load(file: string, loaded: Map<string, object>): object {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const exports = {};
  loaded.set(file, exports);
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const resolve = (name: string): unknown => {
    if (name === 'cdk8s-patterns') return patterns;
    if (name === 'cdk8s-patterns/testing') return testing;
    const local = join(dirname(file), `${name}.ts`);
    return name.startsWith('.') && existsSync(local) ? load(local, loaded) : require(name);
  };
  // oxlint-disable-next-line typescript/no-implied-eval -- the code that was just generated is what is tested
  const run = new Function('require', 'exports', '__dirname', code) as (...args: unknown[]) => void;
  run(resolve, exports, dirname(file));
  return exports;
}
