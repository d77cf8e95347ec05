/** A step, and the steps that come before it. */
export interface Node {
  readonly id: string;
  readonly needs: readonly string[];
}

/**
 * Visits every node after those that it needs, as many at a time as there can be. What is needed but not among the nodes is not waited for.
 * @throws the first failure of a visit, when all visits that were begun have ended
 */
export async function inOrder<T extends Node>(nodes: readonly T[], visit: (node: T) => Promise<void>): Promise<void> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const visits = new Map<string, Promise<void>>();
  const visitOnce = (node: T): Promise<void> => {
    const begun = visits.get(node.id);
    if (begun !== undefined) return begun;
    const before = node.needs.flatMap((id) => byId.get(id) ?? []).map(visitOnce);
    const ended = Promise.all(before).then(() => visit(node));
    visits.set(node.id, ended);
    return ended;
  };
  const outcomes = await Promise.allSettled(nodes.map(visitOnce));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

/** The same nodes, each after those that need it. */
export function reversed<T extends Node>(nodes: readonly T[]): T[] {
  return nodes.map((node) => ({
    ...node,
    needs: nodes.filter(({ needs }) => needs.includes(node.id)).map(({ id }) => id),
  }));
}
