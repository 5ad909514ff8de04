import { type Fields, isFields, type Json } from '../manifest';
import { addQuantities, maxQuantity } from '../quantity';
import { at, items, type Setter } from './rule';

type Amounts = Map<string, Json>;

/**
 * Resources of a pod as a whole: once a pod states some, the requests of its containers (and for huge pages their
 * limits) are summed up into it, and what remains is requested as it is limited.
 */
export function defaultPodResources(pod: Fields, set: Setter): void {
  const resources = at(pod, 'spec.resources');
  if (!isFields(resources)) return;
  const [limits, requests] = [resources.limits, resources.requests].map(
    (list) => new Set(Object.keys(isFields(list) ? list : {})),
  );
  if (limits === undefined || requests === undefined) return;
  const fill = (
    list: 'limits' | 'requests',
    known: Set<string>,
    amounts: Amounts,
    wanted: (name: string) => boolean,
  ): void => {
    for (const [name, amount] of amounts) {
      if (known.has(name) || !wanted(name)) continue;
      set(['spec', 'resources', list, name], amount);
      known.add(name);
    }
  };
  if (limits.size > 0 || requests.size > 0) fill('limits', limits, ofContainers(pod, 'limits'), isHugePages);
  if (limits.size === 0) return;
  fill('requests', requests, ofContainers(pod, 'requests'), isCpuOrMemory);
  const limited = at(pod, 'spec.resources.limits');
  fill('requests', requests, amountsOf(limited), (name) => isHugePages(name) || isCpuOrMemory(name));
}

const isHugePages = (name: string): boolean => name.startsWith('hugepages-');

const isCpuOrMemory = (name: string): boolean => name === 'cpu' || name === 'memory';

/** What the containers of a pod need together: their sum, or where an init container needs more, as much as that. */
function ofContainers(pod: Fields, list: 'limits' | 'requests'): Amounts {
  const sum: Amounts = new Map();
  const sidecars: Amounts = new Map();
  const most: Amounts = new Map();
  for (const container of items(at(pod, 'spec.containers')))
    join(sum, amountsOf(at(container, `resources.${list}`)), addQuantities);
  for (const container of items(at(pod, 'spec.initContainers'))) {
    const own = amountsOf(at(container, `resources.${list}`));
    if (container.restartPolicy === 'Always') {
      join(sum, own, addQuantities);
      join(sidecars, own, addQuantities);
      join(most, sidecars, maxQuantity);
    } else {
      join(own, sidecars, addQuantities);
      join(most, own, maxQuantity);
    }
  }
  join(sum, most, maxQuantity);
  return sum;
}

function amountsOf(list: Json | undefined): Amounts {
  return new Map(isFields(list) ? (Object.entries(list) as [string, Json][]) : []);
}

function join(into: Amounts, from: Amounts, how: (one: Json, other: Json) => Json): void {
  for (const [name, amount] of from) {
    const known = into.get(name);
    into.set(name, known === undefined ? amount : how(known, amount));
  }
}
