/** A line of a chart. */
export interface Series {
  readonly label: string;
  readonly points: { readonly x: number; readonly y: number }[];
}

export interface LineChart {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: Series[];
}

const WIDTH = 760;
const HEIGHT = 460;
const BOX = { left: 70, top: 44, right: 740, bottom: 400 };
const COLOURS = ['#c0392b', '#e67e22', '#1f6feb', '#16a085', '#7f8c8d', '#8e44ad', '#2c3e50'];

/** Labels that would lie closer than this are moved apart, in pixels. */
const LABEL_DISTANCE = 15;

/** An SVG of lines between measured points, on logarithmic axes. */
export function lineChart({ title, x, y, series }: LineChart): string {
  const points = series.flatMap((each) => each.points);
  const xAxis = axis(points.map((point) => point.x), BOX.left, BOX.right); // prettier-ignore
  const yAxis = axis(points.map((point) => point.y), BOX.bottom, BOX.top); // prettier-ignore
  const body = [
    text(WIDTH / 2, 24, title, 'middle', 'font-size="15" font-weight="bold"'),
    text((BOX.left + BOX.right) / 2, BOX.bottom + 42, x, 'middle'),
    `<g transform="rotate(-90 18 ${(BOX.top + BOX.bottom) / 2})">${text(18, (BOX.top + BOX.bottom) / 2, y, 'middle')}</g>`,
    ...xAxis.ticks.flatMap((tick) => [
      line(xAxis.at(tick), BOX.top, xAxis.at(tick), BOX.bottom),
      text(xAxis.at(tick), BOX.bottom + 18, label(tick), 'middle'),
    ]),
    ...yAxis.ticks.flatMap((tick) => [
      line(BOX.left, yAxis.at(tick), BOX.right, yAxis.at(tick)),
      text(BOX.left - 8, yAxis.at(tick) + 4, label(tick), 'end'),
    ]),
    ...series.flatMap((each, i) => drawn(each, COLOURS[i % COLOURS.length]!, xAxis.at, yAxis.at)),
    ...legend(series),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT + LABEL_DISTANCE * series.length}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
${body.join('\n')}
</svg>
`;
}

interface Axis {
  readonly at: (value: number) => number;
  readonly ticks: number[];
}

/** Powers of ten around the values. */
function axis(values: number[], from: number, to: number): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  return {
    at: (value) => from + ((Math.log10(value) - low) / (high - low)) * (to - from),
    ticks: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)),
  };
}

function drawn({ points }: Series, colour: string, atX: Axis['at'], atY: Axis['at']): string[] {
  const places = points.map((point) => `${atX(point.x).toFixed(1)},${atY(point.y).toFixed(1)}`);
  return [
    `<polyline points="${places.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...points.map(
      (point) => `<circle cx="${atX(point.x).toFixed(1)}" cy="${atY(point.y).toFixed(1)}" r="3" fill="${colour}"/>`,
    ),
  ];
}

function legend(series: Series[]): string[] {
  return series.flatMap(({ label: name }, i) => {
    const top = BOX.bottom + 62 + i * LABEL_DISTANCE;
    return [
      `<rect x="${BOX.left}" y="${top - 8}" width="18" height="4" fill="${COLOURS[i % COLOURS.length]!}"/>`,
      text(BOX.left + 26, top - 2, name, 'start'),
    ];
  });
}

function label(value: number): string {
  return value >= 1 ? value.toLocaleString('en') : String(Number(value.toPrecision(3)));
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" stroke="#ddd"/>`;
}

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end', style = ''): string {
  const escaped = content.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" ${style}>${escaped}</text>`;
}
