import { type Deviation } from '../equivalence/deviations';
import { type EquivalenceVerdict } from '../equivalence/equivalent';
import { markup, type Markup } from './markup';

/** The differences that were declared as meant, with their reasons, and the declarations that nothing needs any more. */
export function deviationSection({ used, unused }: EquivalenceVerdict['deviations']): Markup | undefined {
  if (used.length + unused.length === 0) return undefined;
  const item = ({ object, path, reason }: Deviation, tag: Markup): Markup => {
    const where = object === undefined ? path : `${object}: ${path}`;
    return markup`<li>${tag} <code>${where}</code><p class="quiet">${reason}</p></li>`;
  };
  return markup`<h2>Deviations</h2><div class="fold"><div class="body"><ul class="list">
${unused.map((each) => item(each, markup`<span class="tag warn">no longer occurs</span>`))}
${used.map((each) => item(each, markup`<span class="tag plain">accepted</span>`))}
</ul></div></div>`;
}
