import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type AdoptedChart, type AdoptedConstruct } from '../model/adoption';
import { type Expression, literal, type ObjectExpression, object } from '../model/expression';
import { type AppFile } from '../model/proposal';
import { ExpressionMerger } from './merge-expressions';

/** The charts of each rendering of one and the same chart, by the rendering's name. */
export type Renderings = ReadonlyMap<string, readonly AdoptedChart[]>;

/** Merges the charts of several renderings: what differs becomes a parameter of the chart. */
export function mergeRenderings(renderings: Renderings): AdoptedChart[] {
  const apart = withFilesApart(renderings);
  const names = [...new Set([...apart.values()].flatMap((charts) => charts.map(({ name }) => name)))];
  return names.map((name) => {
    const versions = new Map(
      [...apart].flatMap(([rendering, charts]) => {
        const found = charts.find((chart) => chart.name === name);
        return found === undefined ? [] : [[rendering, found] as const];
      }),
    );
    return mergeCharts(name, versions);
  });
}

function mergeCharts(name: string, versions: ReadonlyMap<string, AdoptedChart>): AdoptedChart {
  const renderings = [...versions.keys()];
  const merger = new ExpressionMerger();
  const inherited = merger.merge(new Map([...versions].map(([rendering, chart]) => [rendering, chart.inherited])), []);
  const keys = [...new Set([...versions.values()].flatMap(({ constructs }) => constructs.map(keyOfConstruct)))];
  const constructs = keys.map((key): AdoptedConstruct => {
    const found = new Map(
      [...versions].flatMap(([rendering, chart]) => {
        const construct = chart.constructs.find((each) => keyOfConstruct(each) === key);
        return construct === undefined ? [] : [[rendering, construct] as const];
      }),
    );
    const [first] = found.values();
    if (first === undefined) throw new Error(`no rendering has the construct ${key}`);
    const props = merger.merge(new Map([...found].map(([rendering, construct]) => [rendering, construct.props])), [
      first.id,
    ]) as ObjectExpression;
    if (found.size === renderings.length) return { ...first, props: props };
    const flags = new Map(renderings.map((rendering) => [rendering, literal(found.has(rendering))]));
    const condition = merger.parameter(flags, [`has ${first.id}`]);
    return { ...first, props, condition };
  });
  const files = new Map(
    [...versions.values()].flatMap((chart) => chart.files.map((file) => [file.path, file] as const)),
  );
  return {
    name,
    inherited: inherited?.kind === 'object' ? inherited : inherited && object({}),
    constructs: withDistinctIds(constructs),
    files: [...files.values()],
    renderings,
    parameters: merger.parameters,
  };
}

/** Constructs that stand for one object have one class and the same patches. */
function keyOfConstruct({ construct, patches, covers }: AdoptedConstruct): string {
  const [main] = covers;
  return JSON.stringify([construct, main?.kind, main?.metadata?.name ?? '', patches]);
}

/** Two constructs of different classes may have had one id, each in its rendering. */
function withDistinctIds(constructs: readonly AdoptedConstruct[]): AdoptedConstruct[] {
  const taken = new Set<string>();
  return constructs.map((construct) => {
    let { id } = construct;
    for (let count = 2; taken.has(id); count++) id = `${construct.id}-${count}`;
    taken.add(id);
    return { ...construct, id };
  });
}

/** Folders of one path and several contents get a folder of their own for each rendering. */
function withFilesApart(renderings: Renderings): Renderings {
  const contents = new Map<string, AppFile[][]>();
  for (const charts of renderings.values()) {
    const folders = new Map<string, AppFile[]>();
    for (const file of charts.flatMap(({ files }) => files)) {
      const folder = posix.dirname(file.path);
      folders.set(folder, [...(folders.get(folder) ?? []), file]);
    }
    for (const [folder, files] of folders) contents.set(folder, [...(contents.get(folder) ?? []), files]);
  }
  const differs = (path: string) =>
    [path, posix.dirname(path)].some((each) =>
      contents.get(each)?.some((files, _, [first]) => !isDeepStrictEqual(files, first)),
    );
  return new Map(
    [...renderings].map(([rendering, charts]) => {
      const pathOf = (path: string) => (differs(path) ? path.replace('/', `/${rendering}/`) : path);
      return [
        rendering,
        charts.map((chart) => ({
          ...chart,
          files: chart.files.map((file): AppFile => ({ ...file, path: pathOf(file.path) })),
          constructs: chart.constructs.map((construct) => ({
            ...construct,
            props: mapFiles(construct.props, pathOf) as ObjectExpression,
          })),
        })),
      ];
    }),
  );
}

function mapFiles(expression: Expression, pathOf: (path: string) => string): Expression {
  const inner = (each: Expression) => mapFiles(each, pathOf);
  switch (expression.kind) {
    case 'file':
      return { ...expression, path: pathOf(expression.path) };
    case 'object':
      return { ...expression, members: new Map([...expression.members].map(([name, value]) => [name, inner(value)])) };
    case 'list':
      return { ...expression, items: expression.items.map(inner) };
    case 'call':
      return { ...expression, args: expression.args.map(inner) };
    case 'spread':
      return { ...expression, of: inner(expression.of) };
    default:
      return expression;
  }
}
