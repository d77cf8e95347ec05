import { applicationHref, functionHref, streamHref, tableHref, mapHref } from '../../../hrefs.js';
import type { Facts } from './facts.js';
import { edgeMetrics, type EdgeMetric } from './metrics.js';
import { allows, names } from './policy-resources.js';

export type NodeKind = 'producers' | 'stream' | 'application' | 'function' | 'table' | 'delivery' | 'bucket' | 'map';

export interface GraphNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  readonly href: string | undefined;
  /** What the API says of it: `ACTIVE`. */
  readonly status: string | undefined;
  readonly level: 'good' | 'passing' | 'stopped' | 'bad';
}

export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly metrics: readonly EdgeMetric[];
  /** Why nothing goes this way, though it could. */
  readonly fault: EdgeFault | undefined;
}

/** `stopped`: whoever reads does not run. `disabled`: the mapping. `failing`: its last attempt, with its words. */
export interface EdgeFault {
  readonly kind: 'stopped' | 'disabled' | 'failing';
  readonly text: string;
}

export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

const tableWrites = ['dynamodb:PutItem', 'dynamodb:BatchWriteItem', 'dynamodb:UpdateItem'];
const streamReads = ['kinesis:GetRecords'];
const streamWrites = ['kinesis:PutRecord', 'kinesis:PutRecords'];

/** How records go, from what is there: nothing is known by its name. */
export function graphOf(facts: Facts): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const add = (node: GraphNode): string => {
    if (!nodes.has(node.id)) nodes.set(node.id, node);
    return node.id;
  };
  const link = (from: string, to: string, metrics: readonly EdgeMetric[], fault?: EdgeFault): void => {
    const id = `${from} → ${to}`;
    if (nodes.has(from) && nodes.has(to)) edges.set(id, { id, from, to, metrics, fault });
  };
  const streams = new Map(facts.streams.map((stream) => [stream.arn, stream.name]));
  for (const { name, status } of facts.streams)
    add({ id: `stream/${name}`, kind: 'stream', name, href: streamHref(name), status, level: levelOf(status) });
  for (const { name, status } of facts.tables)
    add({ id: `table/${name}`, kind: 'table', name, href: tableHref(name), status, level: levelOf(status) });
  for (const { name, state } of facts.functions)
    add({
      id: `function/${name}`,
      kind: 'function',
      name,
      href: functionHref(name),
      status: state,
      level: levelOf(state),
    });
  for (const { name, status } of facts.deliveries)
    add({ id: `delivery/${name}`, kind: 'delivery', name, href: undefined, status, level: levelOf(status) });

  const idOf = (arn: string): string => {
    const stream = streams.get(arn);
    if (stream !== undefined) return `stream/${stream}`;
    if (arn.includes(':function:')) return `function/${arn.split(':function:')[1]?.split(':')[0] ?? ''}`;
    return arn.includes(':deliverystream/') ? `delivery/${arn.split('/').at(-1) ?? ''}` : arn;
  };

  const fed = new Set<string>();
  for (const { name, status, inputs, outputs } of facts.applications) {
    const level = status === 'RUNNING' ? 'good' : status === 'READY' ? 'stopped' : levelOf(status);
    const id = add({
      id: `application/${name}`,
      kind: 'application',
      name,
      href: applicationHref(name),
      status,
      level,
    });
    const fault: EdgeFault | undefined = level === 'stopped' ? { kind: 'stopped', text: name } : undefined;
    for (const input of inputs) link(idOf(input.arn), id, edgeMetrics.input(name, input.id), fault);
    for (const output of outputs) {
      fed.add(idOf(output.arn));
      link(id, idOf(output.arn), edgeMetrics.output(name, output.id), fault);
    }
  }
  for (const { sourceArn, functionName, state, lastResult = '' } of facts.mappings) {
    const fault: EdgeFault | undefined = state.startsWith('Disabl')
      ? { kind: 'disabled', text: functionName }
      : /^PROBLEM/i.test(lastResult)
        ? { kind: 'failing', text: lastResult }
        : undefined;
    link(idOf(sourceArn), `function/${functionName}`, edgeMetrics.trigger(functionName), fault);
  }
  for (const { name, values, policies } of facts.functions) {
    for (const table of facts.tables)
      if (values.includes(table.name) || names(policies, tableWrites, table.arn))
        link(`function/${name}`, `table/${table.name}`, edgeMetrics.write(table.name));
    for (const stream of facts.streams)
      if (names(policies, streamWrites, stream.arn)) {
        fed.add(`stream/${stream.name}`);
        link(`function/${name}`, `stream/${stream.name}`, edgeMetrics.incoming(stream.name));
      }
  }
  for (const { name, sourceArn, destination } of facts.deliveries) {
    if (sourceArn !== undefined) link(idOf(sourceArn), `delivery/${name}`, edgeMetrics.delivery(name));
    if (destination === undefined) continue;
    const bucket = add({
      id: `bucket/${destination}`,
      kind: 'bucket',
      name: destination,
      href: undefined,
      status: undefined,
      level: 'good',
    });
    link(`delivery/${name}`, bucket, edgeMetrics.delivered(name));
  }
  for (const stream of facts.streams) {
    const { name, arn } = stream;
    const reader = facts.pools.find(({ takesGuests, policies }) => takesGuests && allows(policies, streamReads, arn));
    if (reader !== undefined) {
      const query = new URLSearchParams({ pool: reader.id, stream: name, region: facts.region });
      const href = `${mapHref}?${query.toString().replaceAll('%3A', ':')}`;
      add({ id: `map/${name}`, kind: 'map', name: reader.name, href, status: undefined, level: 'good' });
      link(`stream/${name}`, `map/${name}`, []);
    }
    // What nothing here feeds is fed from outside.
    if (fed.has(`stream/${name}`)) continue;
    add({ id: `producers/${name}`, kind: 'producers', name: '', href: undefined, status: undefined, level: 'good' });
    link(`producers/${name}`, `stream/${name}`, edgeMetrics.incoming(name));
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

function levelOf(status: string): GraphNode['level'] {
  if (/^(active|running|ready|enabled)$/i.test(status)) return 'good';
  if (/fail|inaccessible|error/i.test(status)) return 'bad';
  return /^inactive$/i.test(status) ? 'good' : 'passing';
}

/** Its parts that hang together, the largest first; what hangs on nothing but its producers is last. */
export function componentsOf({ nodes, edges }: Graph): readonly Graph[] {
  const group = new Map(nodes.map(({ id }) => [id, id]));
  const find = (id: string): string => {
    let root = id;
    while (group.get(root) !== root) root = group.get(root) ?? root;
    return root;
  };
  for (const { from, to } of edges) group.set(find(from), find(to));
  const parts = new Map<string, { nodes: GraphNode[]; edges: GraphEdge[] }>();
  for (const node of nodes) {
    const root = find(node.id);
    const part = parts.get(root) ?? { nodes: [], edges: [] };
    part.nodes.push(node);
    parts.set(root, part);
  }
  for (const edge of edges) parts.get(find(edge.from))?.edges.push(edge);
  return [...parts.values()].toSorted((a, b) => b.nodes.length - a.nodes.length);
}

/** The components of which a node's name has the text in it. */
export const filtered = (components: readonly Graph[], text: string): readonly Graph[] => {
  const wanted = text.trim().toLowerCase();
  return wanted === ''
    ? components
    : components.filter(({ nodes }) => nodes.some(({ name }) => name.toLowerCase().includes(wanted)));
};
