import { type Consequence, type Effect, SEVERITIES, type Severity } from './consequence';

export interface RenderOptions {
  /** Whether to colour the text. @default false */
  readonly color?: boolean;

  /** Whether to name the objects that stay as they are. @default false */
  readonly all?: boolean;
}

const COLORS: Readonly<Partial<Record<Severity, number>>> = {
  'data-loss': 31,
  refused: 31,
  downtime: 31,
  reduced: 33,
  restart: 33,
};

/** One line for each object, one for each further effect, and the counts. */
export function renderConsequences(all: readonly Consequence[], options: RenderOptions = {}): string {
  const paint = (severity: Severity, text: string): string => {
    const shade = options.color === true ? COLORS[severity] : undefined;
    return shade === undefined ? text : `\u001b[${shade}m${text}\u001b[0m`;
  };
  const lines = shown(all, options).flatMap(({ object, severity, effects }) => {
    const [first, ...others] = effects.length > 0 ? effects : [NOTHING];
    return [
      `${paint(severity, severity.padEnd(9))}  ${object}: ${sentence(first as Effect)}`,
      ...others.map((each) => `${paint(each.severity, each.severity.padEnd(9))}    ${sentence(each)}`),
    ];
  });
  return [...lines, summary(all)].join('\n');
}

/** The same as a table for a pull request. */
export function renderConsequencesMarkdown(all: readonly Consequence[], options: RenderOptions = {}): string {
  const rows = shown(all, options).map(({ object, severity, effects }) => {
    const list = effects.length > 0 ? effects : [NOTHING];
    const strong = severity === 'data-loss' || severity === 'refused' || severity === 'downtime';
    return `| ${strong ? `**${severity}**` : severity} | \`${object}\` | ${list.map((each) => cell(sentence(each))).join('<br>')} |`;
  });
  const table = rows.length > 0 ? ['| Severity | Object | What happens |', '|---|---|---|', ...rows, ''] : [];
  return [...table, summary(all)].join('\n');
}

const NOTHING: Effect = { severity: 'none', text: 'nothing' };

/** The worst first; objects in which nothing happens are left out unless asked for. */
function shown(all: readonly Consequence[], options: RenderOptions): Consequence[] {
  const rank = ({ severity }: Consequence) => SEVERITIES.indexOf(severity);
  return all
    .filter(({ severity }) => options.all === true || severity !== 'none')
    .sort((one, other) => rank(other) - rank(one));
}

function sentence({ text, wayOut }: Effect): string {
  return wayOut === undefined ? text : `${text}. Instead: ${wayOut}`;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/</g, '&lt;');
}

/** How many objects of each severity: `1 data-loss, 2 restart, 14 none`. */
function summary(all: readonly Consequence[]): string {
  const counts = [...SEVERITIES].reverse().flatMap((severity) => {
    const count = all.filter((each) => each.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return `${all.length} objects: ${counts.join(', ') || 'none'}`;
}
