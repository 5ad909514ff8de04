import { type IConstruct } from 'constructs';

/** A dependency between two constructs of the subtree, as indices into its preorder. */
interface Edge {
  readonly source: number;
  readonly target: number;
}

/**
 * Sorts a subtree so that dependencies come before their dependents.
 *
 * The order is that of cdk8s's `DependencyGraph.topology()`, found in time linear in constructs and dependencies:
 * the stock search visits a vertex once per path that leads to it, and looks for a cycle by walking every such path
 * again for each edge, which is exponential in the depth of a chain.
 *
 * @returns every construct of the subtree, dependencies before dependents.
 * @throws if constructs depend on each other in a cycle, naming the cycle.
 */
export function topology(scope: IConstruct): IConstruct[] {
  const preorder = scope.node.findAll();
  const targets: IConstruct[][] = [];
  for (const construct of preorder) {
    targets.push(construct.node.dependencies);
  }
  const keys = keyOrder(preorder);
  if (targets.every((list) => list.length === 0)) {
    return keys ? keys.map((index) => preorder[index]!) : preorder;
  }
  const edges = edgesOf(preorder, targets);
  const sorted = sort(keys ?? [...preorder.keys()], edges);
  if (!sorted) {
    const paths = firstCycle(preorder.length, edges).map((index) => preorder[index]!.node.path);
    throw new Error(`Dependency cycle detected: ${paths.join(' => ')}`);
  }
  return sorted.map((index) => preorder[index]!);
}

/**
 * The order of the stock graph's vertices, which are the values of an object keyed by path: keys that look like array
 * indices first and ascending, the others as inserted.
 *
 * @returns undefined when that is the preorder: no path looks like an array index.
 * @see https://tc39.es/ecma262/#sec-ordinaryownpropertykeys
 */
function keyOrder(constructs: IConstruct[]): number[] | undefined {
  const indexed: { index: number; key: number }[] = [];
  constructs.forEach((construct, index) => {
    const key = arrayIndex(construct.node.path);
    if (key !== undefined) {
      indexed.push({ index, key });
    }
  });
  if (indexed.length === 0) {
    return undefined;
  }
  const first = indexed.sort((a, b) => a.key - b.key).map(({ index }) => index);
  const taken = new Set(first);
  return [...first, ...[...constructs.keys()].filter((index) => !taken.has(index))];
}

/** The number that a property key is, if it is an array index. */
function arrayIndex(key: string): number | undefined {
  if (key.length > 10 || !/^(?:0|[1-9]\d*)$/.test(key)) {
    return undefined;
  }
  return Number(key) < 2 ** 32 - 1 ? Number(key) : undefined;
}

/** The dependencies that stay inside the subtree. Like stock, a target is found by its path. */
function edgesOf(preorder: IConstruct[], targets: IConstruct[][]): Edge[] {
  const indexOf = new Map(preorder.map((construct, index) => [construct.node.path, index]));
  const edges: Edge[] = [];
  targets.forEach((list, source) => {
    for (const construct of list) {
      const target = indexOf.get(construct.node.path);
      if (target !== undefined) {
        edges.push({ source, target });
      }
    }
  });
  return edges;
}

/** Targets per source, in the order in which they were declared. */
function adjacency(size: number, edges: Edge[]): number[][] {
  const outbound: number[][] = Array.from({ length: size }, () => []);
  for (const { source, target } of edges) {
    outbound[source]!.push(target);
  }
  return outbound;
}

/**
 * Post-order depth-first search from the vertices that nothing depends on.
 *
 * @returns undefined when there is a cycle: what it makes unreachable is missing, or it is met on the way.
 */
function sort(keys: number[], edges: Edge[]): number[] | undefined {
  const outbound = adjacency(keys.length, edges);
  const inbound = new Uint8Array(keys.length);
  for (const { target } of edges) {
    inbound[target] = 1;
  }
  const state = new Uint8Array(keys.length); // 0 new, 1 open: a dependent of the vertex in hand, 2 done
  const next = new Uint32Array(keys.length); // the next dependency to look at
  const sorted: number[] = [];
  const open: number[] = [];
  for (const root of keys) {
    if (inbound[root]) {
      continue;
    }
    open.push(root);
    state[root] = 1;
    while (open.length > 0) {
      const vertex = open[open.length - 1]!;
      const child = outbound[vertex]![next[vertex]!++];
      if (child === undefined) {
        state[vertex] = 2;
        sorted.push(vertex);
        open.pop();
      } else if (state[child] === 1) {
        return undefined;
      } else if (state[child] === 0) {
        state[child] = 1;
        open.push(child);
      }
    }
  }
  return sorted.length === keys.length ? sorted : undefined;
}

/**
 * The cycle closed by the first edge, in order of declaration, that closes any: the one stock stops at. Stock does not
 * see that a construct depends on itself, so that is reported only if it is all there is.
 *
 * @returns the vertices of the cycle, the first repeated at the end.
 */
function firstCycle(size: number, all: Edge[]): number[] {
  const edges = all.filter(({ source, target }) => source !== target);
  if (!hasCycle(size, edges)) {
    const { source } = all.find(({ source, target }) => source === target)!;
    return [source, source];
  }
  let acyclic = 0; // so many edges make no cycle
  let cyclic = edges.length; // so many do
  while (cyclic - acyclic > 1) {
    const middle = (acyclic + cyclic) >> 1;
    if (hasCycle(size, edges.slice(0, middle))) {
      cyclic = middle;
    } else {
      acyclic = middle;
    }
  }
  const { source, target } = edges[acyclic]!;
  return [...route(adjacency(size, edges.slice(0, acyclic)), target, source), target];
}

/** Kahn's algorithm: take away what has no dependents until nothing is left, or a cycle. */
function hasCycle(size: number, edges: Edge[]): boolean {
  const outbound = adjacency(size, edges);
  const dependents = new Uint32Array(size);
  for (const { target } of edges) {
    dependents[target]!++;
  }
  const free = [...dependents.keys()].filter((vertex) => dependents[vertex] === 0);
  let taken = 0;
  for (let vertex = free.pop(); vertex !== undefined; vertex = free.pop()) {
    taken++;
    for (const target of outbound[vertex]!) {
      if (--dependents[target]! === 0) {
        free.push(target);
      }
    }
  }
  return taken < size;
}

/** A path of dependencies, both ends included. */
function route(outbound: number[][], from: number, to: number): number[] {
  const seen = new Set([from]);
  const next = new Uint32Array(outbound.length);
  const path = [from];
  while (path[path.length - 1] !== to) {
    const vertex = path[path.length - 1]!;
    const child = outbound[vertex]![next[vertex]!++];
    if (child === undefined) {
      path.pop();
    } else if (!seen.has(child)) {
      seen.add(child);
      path.push(child);
    }
  }
  return path;
}
