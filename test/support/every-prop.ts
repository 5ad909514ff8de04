import { Construct } from 'constructs';

/** The props that an interface does not let its users leave out. */
type RequiredKeys<P> = { [K in keyof P]-?: object extends Pick<P, K> ? never : K }[keyof P];

/** Values by which each prop of an interface can be told in the output. */
export interface PropCases<P extends object> {
  /** A value for every prop: a new prop is a type error until it has one. */
  readonly all: Required<P>;

  /** Another value for each prop that cannot be left out, or whose value says what its absence says too. */
  readonly others: Pick<P, RequiredKeys<P>> & Partial<P>;

  /** What the props besides the one that is looked at are, where `all` contradicts itself. */
  readonly usually?: Partial<P>;

  /** What the other props are when one of them is looked at. */
  readonly beside?: { readonly [K in keyof P]?: Partial<P> };

  /** Props that do nothing but refuse something. */
  readonly guards?: ReadonlyArray<keyof P>;
}

/**
 * Asserts for each prop that leaving it out (or giving it another value) changes the output, that an explicit
 * `undefined` is the same as leaving it out, and that no value that was passed in is mutated.
 *
 * @param render what is made of props; an error of it is an output too, but only for guards
 */
export function expectEveryPropToShow<P extends object>(cases: PropCases<P>, render: (props: P) => unknown): void {
  const { all, others, usually, guards = [] } = cases;
  const beside: { readonly [K in keyof P]?: Partial<P> } = cases.beside ?? {};
  deepFreeze(cases);
  const everyday: P = { ...all, ...usually };
  const everydayOutcome = outcome(render, everyday);
  const problems = (Object.keys(all) as Array<keyof P & string>).flatMap((key) => {
    const isEveryday = beside[key] === undefined && !(usually !== undefined && key in usually);
    const base: P = isEveryday ? everyday : { ...everyday, ...beside[key], [key]: all[key] };
    const left = { ...base };
    delete left[key];
    const [given, other] = [
      isEveryday ? everydayOutcome : outcome(render, base),
      outcome(render, key in others ? { ...base, [key]: others[key] } : left),
    ];
    const refused = [given, other].filter((text) => text.startsWith(REFUSED));
    const wanted = guards.includes(key) ? 1 : 0;
    return [
      ...(given === other ? [`${key} does not show`] : []),
      ...(refused.length !== wanted ? [`${key} is refused: ${refused.join() || 'no'}`] : []),
      ...(key in others || outcome(render, { ...base, [key]: undefined }) === other
        ? []
        : [`${key} is not left out by undefined`]),
    ];
  });
  expect(problems).toEqual([]);
}

const REFUSED = 'refused: ';

function outcome<P>(render: (props: P) => unknown, props: P): string {
  try {
    return JSON.stringify(render(props));
  } catch (error) {
    return REFUSED + (error instanceof Error ? error.message : String(error));
  }
}

/** Freezes a value and all that it holds, so that any mutation throws; constructs are made to be changed. */
export function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || Construct.isConstruct(value)) return;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
}
