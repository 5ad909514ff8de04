import { equivalent, type EquivalenceOptions } from '../testing/equivalence/equivalent';
import { type renderHtmlReport } from '../testing/html-report/render-html-report';
import { renderReport } from '../testing/equivalence/report';
import { type HtmlReportInput } from '../testing/html-report/html-report-input';
import { hideSecrets, hideSecretValues } from '../testing/hide-secrets';
import { type Manifest, objectName } from '../testing/equivalence/manifest';
import { normalizedPairs } from '../testing/equivalence/normalized-pairs';
import { CommandError } from './command-error';
import { EQUIVALENCE_RULES, problemsOf } from './formats/describe-difference';
import { githubAnnotations } from './formats/github';
import { junitReport } from './formats/junit';
import { sarifLog } from './formats/sarif';
import { type unifiedDiff } from './formats/unified';
import { pairByKindHint } from './pair-by-kind-hint';
import { refuseUnmatched } from './unmatched-rules';
import { writeOutput } from './write-output';
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
  'show-secrets': { type: 'boolean' },
  output: { type: 'string', default: 'text' },
  'output-file': { type: 'string', short: 'o' },
} as const;

/** The values of `--output`. */
const FORMATS = ['text', 'json', 'html', 'junit', 'sarif', 'github', 'unified'] as const;

/** `equivalent ACTUAL EXPECTED`: prints the verdict on two sets of manifests. */
export async function equivalentCommand(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help === true) {
    terminal.write(USAGE);
    return ExitStatus.EQUIVALENT;
  }
  const format = oneOf('output', values.output, FORMATS);
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

  const actual = await divideOperand(actualName, terminal);
  const expected = await divideOperand(expectedName, terminal);
  const verdict = equivalent(actual, expected, options);

  refuseUnmatched(verdict.objects(), {
    rename: Object.keys(options.rename ?? {}),
    ignore: options.ignore ?? [],
    deviation: options.deviations ?? [],
  });
  const showSecrets = values['show-secrets'] === true;
  const file = values['output-file'];
  const color = values['no-color'] === true ? false : (values.color ?? (terminal.color && file === undefined));
  const sides = {
    actual: { label: labelOf(actualName), source: actual },
    expected: { label: labelOf(expectedName), source: expected },
  };
  const text = render(format, { verdict, ...sides, options, showSecrets }, color);
  if (file === undefined) terminal.write(text);
  else writeOutput(file, text);
  const hint = pairByKindHint(verdict.differences);
  if (hint !== undefined && values['pair-by-kind'] !== true) terminal.warn(`cdk8s-patterns: ${hint}\n`);
  return verdict.equivalent ? ExitStatus.EQUIVALENT : ExitStatus.DIFFERENT;
}

/** Prints a verdict in a format. What only one format needs is loaded for it alone. */
function render(format: (typeof FORMATS)[number], input: HtmlReportInput, color: boolean): string {
  const { showSecrets, actual, expected, options } = input;
  const verdict = showSecrets ? input.verdict : hideSecrets(input.verdict);
  const problems = () => problemsOf(verdict, options?.strict === true);
  switch (format) {
    case 'text':
      return `${renderReport(verdict, { color, showSecrets }).trimEnd()}\n`;
    case 'json':
      return `${toJson(verdict)}\n`;
    case 'html': {
      const html = require('../testing/html-report/render-html-report') as {
        renderHtmlReport: typeof renderHtmlReport;
      };
      return html.renderHtmlReport(input);
    }
    case 'junit': {
      const { actual: own, expected: other } = verdict.objects();
      return junitReport('equivalent', [...new Set([...other, ...own])], problems());
    }
    case 'sarif':
      return sarifLog(problems(), EQUIVALENCE_RULES);
    case 'github':
      return githubAnnotations(problems());
    case 'unified': {
      const unified = require('./formats/unified') as { unifiedDiff: typeof unifiedDiff };
      const differing = new Set([...verdict.differences, ...verdict.storedOtherwise].map((each) => each.object));
      const pairs = normalizedPairs(actual.source, expected.source, options).filter(
        ({ actual: own, expected: other }) => differing.has(objectName((other ?? own) as Manifest)),
      );
      const hide = (manifest: Manifest | undefined) =>
        manifest && !showSecrets ? hideSecretValues(manifest) : manifest;
      return unified.unifiedDiff(pairs.map((each) => ({ actual: hide(each.actual), expected: hide(each.expected) })));
    }
  }
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
