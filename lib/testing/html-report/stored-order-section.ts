import { EFFECTS } from '../equivalence/report';
import { type StoredOtherwise } from '../equivalence/stored-order';
import { markup, type Markup } from './markup';

/** The lists that are stored in another order, and what applying that order does. */
export function storedOrderSection(lists: readonly StoredOtherwise[]): Markup | undefined {
  if (lists.length === 0) return undefined;
  const items = lists.map(({ object, path, actual, expected, effect }) => {
    return markup`<li><code>${object}: ${path}</code><p class="quiet">Only the order differs; applying it ${EFFECTS[effect]}.
Actual: ${(actual as string[]).join(', ')}. Expected: ${(expected as string[]).join(', ')}.</p></li>`;
  });
  return markup`<h2>Same meaning, stored in another order</h2><div class="fold"><div class="body"><ul class="list">
${items}
</ul></div></div>`;
}
