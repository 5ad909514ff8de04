/** One line of a client's history. */
export interface Entry {
  readonly client: string;
  readonly at: number;
  readonly begun: number;
  readonly write?: string;
  readonly wait?: number;
  readonly acknowledged?: boolean;
  readonly look?: readonly string[];
}

export interface Findings {
  /** Longest time in which no client saw a member that takes writes, seconds; Infinity when there is none at the end. */
  readonly longestGap: number;
  readonly looks: number;
  /** Looks of one client that saw two members take a write. */
  readonly twoMasters: number;
  /** Longest time in which clients together saw two members take writes, each within half a second of the other. */
  readonly twoMastersSeconds: number;
}

const TOGETHER_MS = 500;

/** What the looks of all clients say, from `since` on. */
export function findings(entries: readonly Entry[], since: number): Findings {
  const looks = entries.filter((entry) => entry.look !== undefined && entry.at >= since).sort((a, b) => a.at - b.at);
  let lastWritable = since;
  let longest = 0;
  let both = 0;
  let bothFrom: number | undefined;
  const seen = new Map<string, number>();
  for (const { at, look = [] } of looks) {
    if (look.length > 0) {
      longest = Math.max(longest, at - lastWritable);
      lastWritable = at;
    }
    for (const member of look) seen.set(member, at);
    const current = [...seen.values()].filter((time) => at - time <= TOGETHER_MS);
    if (current.length > 1) {
      bothFrom ??= at;
      both = Math.max(both, at - bothFrom);
    } else bothFrom = undefined;
  }
  const end = looks.at(-1)?.at ?? since;
  return {
    longestGap: end - lastWritable > 2000 ? Infinity : longest / 1000,
    looks: looks.length,
    twoMasters: looks.filter(({ look }) => (look?.length ?? 0) > 1).length,
    twoMastersSeconds: both / 1000,
  };
}

/** Keys of acknowledged writes, confirmed by WAIT or not. */
export function acknowledged(entries: readonly Entry[], confirmed: boolean): string[] {
  return entries.flatMap((entry) =>
    entry.write !== undefined && (entry.wait ?? 0) > 0 === confirmed && entry.acknowledged === true
      ? [entry.write]
      : [],
  );
}

/** Lines of a history; a last line that a crash cut short is left out. */
export function parseHistory(text: string): Entry[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line) as Entry];
    } catch {
      return [];
    }
  });
}
