/** A route of a REST service: its method, and a template such as `/functions/{FunctionName}/aliases?find=One`. */
export interface Route<T> {
  readonly method: string;
  readonly path: string;
  readonly value: T;
}

/**
 * What a request's path leads to. `unknown`: to nothing. `method`: to something, by other methods than this. `malformed`: a label that percent signs
 * do not spell.
 */
export type Routed<T> =
  | { readonly kind: 'found'; readonly value: T; readonly labels: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown' | 'method' | 'malformed' };

/**
 * Finds operations by method, path and query, in a tree of segments: one that a template spells out goes before one that is a label. Labels
 * take any segment but an empty one, `{Name+}` all that is left, empty segments too. A slash at the end counts for nothing, as on AWS. It costs no more than the
 * segments of the longest template, whatever the path.
 */
export class RestRouter<T> {
  readonly #root: Node<T> = emptyNode();
  /** Segments of the longest template. */
  #deepest = 0;

  /** @throws TypeError for two routes that the same requests take */
  constructor(routes: readonly Route<T>[]) {
    for (const route of routes) this.#add(route);
  }

  /** `path` and `query` as they are in the request, not decoded; the query without its question mark. */
  find(method: string, path: string, query: string): Routed<T> {
    const segments = this.#split(path);
    if (segments === undefined) return UNKNOWN;
    const search: Search<T> = { path, segments, query, method, met: 'unknown' };
    const endpoint = descend(this.#root, 0, search);
    if (endpoint === undefined) return search.met === 'method' ? METHOD : UNKNOWN;
    const labels: Record<string, string> = {};
    for (const { name, at, greedy } of endpoint.labels) {
      const text = decodeSegment(greedy ? restOf(path, at) : (segments[at] ?? ''));
      if (text === undefined) return MALFORMED;
      labels[name] = text;
    }
    return { kind: 'found', value: endpoint.value, labels };
  }

  #add({ method, path: template, value }: Route<T>): void {
    const mark = template.indexOf('?');
    const segments = trimmed((mark < 0 ? template : template.slice(0, mark)).slice(1)).split('/');
    if (segments[0] === '') segments.length = 0;
    this.#deepest = Math.max(this.#deepest, segments.length);
    const labels: Label[] = [];
    let node = this.#root;
    for (const [at, segment] of segments.entries()) {
      const name = labelOf(segment);
      if (name === undefined) {
        node = childOf(node, segment);
        continue;
      }
      const greedy = name.endsWith('+');
      labels.push({ name: greedy ? name.slice(0, -1) : name, at, greedy });
      node = greedy ? (node.rest ??= emptyNode()) : (node.label ??= emptyNode());
    }
    const conditions = mark < 0 ? [] : template.slice(mark + 1).split('&');
    if (node.endpoints.some((other) => other.method === method && sameTexts(other.conditions, conditions)))
      throw new TypeError(`two operations for ${method} ${template}`);
    node.endpoints.push({ method, conditions, labels, value });
    // The more a template asks of the query, the earlier it is asked.
    node.endpoints.sort((a, b) => b.conditions.length - a.conditions.length);
  }

  /** The segments, or undefined if there are more than any template has. */
  #split(path: string): readonly string[] | undefined {
    if (!path.startsWith('/')) return undefined;
    const segments = path.slice(1).split('/', this.#deepest + 2);
    if (segments.at(-1) === '') segments.pop();
    return segments;
  }
}

interface Node<T> {
  readonly children: Map<string, Node<T>>;
  label: Node<T> | undefined;
  /** What `{Name+}` leads to. */
  rest: Node<T> | undefined;
  readonly endpoints: Endpoint<T>[];
}

interface Label {
  readonly name: string;
  /** Which segment it is. */
  readonly at: number;
  readonly greedy: boolean;
}

interface Endpoint<T> {
  readonly method: string;
  /** What the query must have: `name=value`, or a name alone. */
  readonly conditions: readonly string[];
  readonly labels: readonly Label[];
  readonly value: T;
}

interface Search<T> {
  readonly path: string;
  readonly segments: readonly string[];
  readonly query: string;
  readonly method: string;
  met: Exclude<Routed<T>['kind'], 'found'>;
}

const emptyNode = <T>(): Node<T> => ({ children: new Map(), label: undefined, rest: undefined, endpoints: [] });
const UNKNOWN = { kind: 'unknown' } as const;
const METHOD = { kind: 'method' } as const;
const MALFORMED = { kind: 'malformed' } as const;

function childOf<T>(node: Node<T>, segment: string): Node<T> {
  const known = node.children.get(segment);
  if (known !== undefined) return known;
  const child = emptyNode<T>();
  node.children.set(segment, child);
  return child;
}

function descend<T>(node: Node<T>, at: number, search: Search<T>): Endpoint<T> | undefined {
  const segment = search.segments[at];
  if (segment === undefined) return endpointOf(node, search);
  const child = node.children.get(segment);
  const exact = child && descend(child, at + 1, search);
  if (exact !== undefined) return exact;
  const labelled = segment === '' ? undefined : node.label && descend(node.label, at + 1, search);
  return labelled ?? (node.rest && endpointOf(node.rest, search));
}

function endpointOf<T>(node: Node<T>, search: Search<T>): Endpoint<T> | undefined {
  for (const endpoint of node.endpoints) {
    if (!endpoint.conditions.every((condition) => hasParameter(search.query, condition))) continue;
    if (endpoint.method === search.method) return endpoint;
    search.met = 'method';
  }
  return undefined;
}

/** Whether the parameter stands in the query; one without a value also as `name=`. */
const hasParameter = (query: string, condition: string): boolean =>
  `&${query}&`.includes(`&${condition}&`) || (!condition.includes('=') && `&${query}&`.includes(`&${condition}=&`));

/** What stands behind the first `count` segments. */
function restOf(path: string, count: number): string {
  let at = 1;
  for (let left = count; left > 0; left--) at = path.indexOf('/', at) + 1;
  return path.slice(at);
}

function decodeSegment(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

const labelOf = (segment: string): string | undefined =>
  segment.startsWith('{') && segment.endsWith('}') ? segment.slice(1, -1) : undefined;

const trimmed = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path);

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.toSorted().join('&') === b.toSorted().join('&');
