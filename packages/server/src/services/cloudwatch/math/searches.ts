import { parseStatistic } from '../domain/statistics.js';
import { isPeriod } from '../domain/window.js';
import { ExpressionFault } from './faults.js';
import { parseSearch, type Search } from './search-syntax.js';
import type { Node } from './syntax.js';

/** A `SEARCH` in an expression. */
export interface SearchCall {
  readonly text: string;
  readonly search: Search;
  readonly stat: string;
  /** Seconds; undefined to go by the request's. */
  readonly period: number | undefined;
}

/** @throws ExpressionFault for one that cannot be searched for */
export function searchesOf(node: Node): SearchCall[] {
  switch (node.kind) {
    case 'negation':
      return searchesOf(node.of);
    case 'operation':
      return [...searchesOf(node.left), ...searchesOf(node.right)];
    case 'array':
      return node.members.flatMap(searchesOf);
    case 'call': {
      if (node.name !== 'SEARCH') return node.arguments.flatMap(searchesOf);
      const [text, stat, period] = node.arguments;
      if (text?.kind !== 'string' || stat?.kind !== 'string') throw new ExpressionFault('Invalid syntax');
      if (period !== undefined && (period.kind !== 'number' || !isPeriod(period.value))) {
        throw new ExpressionFault('Invalid period in SEARCH');
      }
      if (parseStatistic(stat.text) === undefined)
        throw new ExpressionFault(`Invalid statistic '${stat.text}' in SEARCH`);
      return [{ text: text.text, search: parseSearch(text.text), stat: stat.text, period: period?.value }];
    }
    default:
      return [];
  }
}
