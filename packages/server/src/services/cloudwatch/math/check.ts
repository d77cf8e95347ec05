import { validationFailed } from '../errors.js';
import type { MetricDataQuery } from '../query-types.js';
import { ExpressionFault } from './faults.js';
import { namesOf, parseExpression, SyntaxFault, type Node } from './syntax.js';
import { isValue, typeOfNode, type Type } from './types.js';
import { searchesOf } from './searches.js';

/** An expression that can be evaluated. */
export interface CheckedExpression {
  readonly node: Node;
  readonly type: 'series' | 'group';
}

/**
 * Reads the expressions among queries and finds whether they can be evaluated, without any data.
 * @returns them by the ids of their queries
 * @throws AwsError ValidationError
 */
export function checkExpressions(queries: readonly MetricDataQuery[]): ReadonlyMap<string, CheckedExpression> {
  const known = checked.get(queries);
  if (known !== undefined) return known;
  const result = new Checks(queries).all();
  checked.set(queries, result);
  return result;
}

const checked = new WeakMap<readonly MetricDataQuery[], ReadonlyMap<string, CheckedExpression>>();

/** How long a chain of expressions, each of which uses the next, may be. */
const LONGEST_CHAIN = 100;

class Checks {
  readonly #queries: ReadonlyMap<string, MetricDataQuery>;
  readonly #types = new Map<string, Type>();
  readonly #nodes = new Map<string, Node>();
  readonly #underWay = new Set<string>();

  constructor(queries: readonly MetricDataQuery[]) {
    this.#queries = new Map(queries.map((query) => [query.Id, query]));
  }

  all(): Map<string, CheckedExpression> {
    const all = new Map<string, CheckedExpression>();
    for (const [id, { Expression: expression, ReturnData: returns }] of this.#queries) {
      if (expression === undefined) continue;
      const type = this.#typeOf(id);
      if (type === 'scalar' && returns !== false) throw failed(id, new ExpressionFault(ONE_NUMBER));
      const node = this.#nodes.get(id);
      if (node) all.set(id, { node, type: type === 'group' ? 'group' : 'series' });
    }
    return all;
  }

  #typeOf(id: string): Type | undefined {
    const known = this.#types.get(id);
    if (known !== undefined) return known;
    const query = this.#queries.get(id);
    if (query === undefined) return undefined;
    const { Expression: expression } = query;
    if (expression === undefined) return 'series';
    try {
      if (this.#underWay.has(id) || this.#underWay.size >= LONGEST_CHAIN) throw new ExpressionFault(CIRCLE);
      this.#underWay.add(id);
      if (/^\s*SELECT\b/i.test(expression)) throw new ExpressionFault(NO_INSIGHTS);
      const node = parseExpression(expression);
      // First what it uses, so that types of long expressions are not found within one another.
      for (const name of namesOf(node).ids) this.#typeOf(name);
      const type = typeOfNode(node, (other) => this.#typeOf(other));
      if (!isValue(type)) throw new SyntaxFault(0);
      searchesOf(node);
      this.#underWay.delete(id);
      this.#nodes.set(id, node);
      this.#types.set(id, type);
      return type;
    } catch (error) {
      throw failed(id, error);
    }
  }
}

const failed = (id: string, error: unknown): unknown =>
  error instanceof ExpressionFault || error instanceof SyntaxFault
    ? validationFailed(`Error in expression '${id}': ${error.message}`)
    : error;

const NO_INSIGHTS = 'Metrics Insights queries are not available here';
const ONE_NUMBER = 'The expression must return a time series or an array of time series';
const CIRCLE = 'Circular reference';
