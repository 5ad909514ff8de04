import { equivalent, type EquivalenceOptions } from '../testing/equivalence/equivalent';
import { type renderHtmlReport } from '../testing/html-report/render-html-report';
import { renderReport } from '../testing/equivalence/report';
import { CommandError } from './command-error';
import { deviationRule } from './deviation-rule';
import { ExitStatus } from './exit-status';
import { COMMON_OPTIONS, oneOf, parseOptions, UPGRADE_DEFAULTS } from './parse-options';
import { divideOperand } from './read-operand';
import { type Terminal } from './terminal';
import { toJson } from './to-json';
import { USAGE } from './usage';

const OPTIONS = {
  ...COMMON_OPTIONS,
  rename: { type: 'string', multiple: true },
  ignore: { type: 'string', multiple: true },
  deviation: { type: 'string', multiple: true },
  'pair-by-kind': { type: 'boolean' },
  subset: { type: 'boolean' },
  strict: { type: 'boolean' },
  color: { type: 'boolean' },
  'no-color': { type: 'boolean' },
  output: { type: 'string', default: 'text' },
} as const;

/** `equivalent ACTUAL EXPECTED`: prints the verdict on two sets of manifests. */
export async function equivalentCommand(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    terminal.write(USAGE);
    return ExitStatus.EQUIVALENT;
  }
  const format = oneOf('output', values.output, ['text', 'json', 'html']);
  const options: EquivalenceOptions = {
    upgradeDefaults: oneOf('upgrade-defaults', values['upgrade-defaults'], UPGRADE_DEFAULTS),
    defaultNamespace: values['default-namespace'],
    rename: Object.fromEntries((values.rename ?? []).map(renameRule)),
    ignore: (values.ignore ?? []).map((rule) => deviationRule('ignore', rule, 'ignored on the command line')),
    deviations: (values.deviation ?? []).map((rule) => deviationRule('deviation', rule)),
    pairByKind: values['pair-by-kind'],
    subset: values.subset,
    strict: values.strict,
  };
  const [actualName, expectedName] = twoOperands(positionals);

  const actual = await divideOperand(actualName, terminal.stdin);
  const expected = await divideOperand(expectedName, terminal.stdin);
  const verdict = equivalent(actual, expected, options);

  if (format === 'text') {
    const color = values['no-color'] === true ? false : (values.color ?? terminal.color);
    terminal.write(`${renderReport(verdict, { color }).trimEnd()}\n`);
  } else if (format === 'json') {
    terminal.write(`${toJson(verdict)}\n`);
  } else {
    const sides = {
      actual: { label: labelOf(actualName), source: actual },
      expected: { label: labelOf(expectedName), source: expected },
    };
    // Loaded only here: it brings the yaml package along.
    const html = require('../testing/html-report/render-html-report') as { renderHtmlReport: typeof renderHtmlReport };
    terminal.write(html.renderHtmlReport({ verdict, ...sides, options }));
  }
  return verdict.equivalent ? ExitStatus.EQUIVALENT : ExitStatus.DIFFERENT;
}

function twoOperands(operands: readonly string[]): [string, string] {
  const [actual, expected] = operands;
  if (actual === undefined || expected === undefined || operands.length > 2) {
    throw new CommandError(`equivalent takes two operands, ACTUAL and EXPECTED, got ${operands.join(' ') || 'none'}`);
  }
  if (actual === '-' && expected === '-') {
    throw new CommandError('only one of ACTUAL and EXPECTED can be standard input');
  }
  return [actual, expected];
}

function renameRule(rule: string): [string, string] {
  const [actual = '', expected = '', ...rest] = rule.split('=');
  if (actual === '' || expected === '' || rest.length > 0) {
    throw new CommandError(`--rename is ${JSON.stringify(rule)}, expected A=B`);
  }
  return [actual, expected];
}

function labelOf(operand: string): string {
  return operand === '-' ? 'standard input' : operand;
}
