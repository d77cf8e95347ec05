import type { MetricIdentity } from '../metric-reader.js';
import type { Search, Term } from './search-syntax.js';

type Metric = Pick<MetricIdentity, 'namespace' | 'metric' | 'dimensions'>;

/** Whether a search finds the metric. */
export function isFound(metric: Metric, { schema, term }: Search): boolean {
  if (schema !== undefined) {
    const names = Object.keys(metric.dimensions);
    const wanted = new Set(schema.dimensions);
    if (metric.namespace !== schema.namespace || names.length !== wanted.size) return false;
    if (!names.every((name) => wanted.has(name))) return false;
  }
  return term === undefined || holds(term, metric);
}

function holds(term: Term, metric: Metric): boolean {
  switch (term.kind) {
    case 'all':
      return term.terms.every((one) => holds(one, metric));
    case 'any':
      return term.terms.some((one) => holds(one, metric));
    case 'not':
      return !holds(term.term, metric);
    default: {
      const texts = textsOf(metric, term.property);
      return texts.some((text) => (term.kind === 'exact' ? text === term.text : isPart(term.text, text)));
    }
  }
}

function textsOf({ namespace, metric, dimensions }: Metric, property: string | undefined): readonly string[] {
  if (property === undefined) return [namespace, metric, ...Object.keys(dimensions), ...Object.values(dimensions)];
  if (property === 'Namespace') return [namespace];
  if (property === 'MetricName') return [metric];
  const value = Object.hasOwn(dimensions, property) ? dimensions[property] : undefined;
  return value === undefined ? [] : [value];
}

/**
 * Whether a word is part of a text, both taken apart where letters become capitals, at digits and at signs: a single part whatever its case, several in
 * their order and as they are written. The whole, without signs, is a part too.
 */
export function isPart(word: string, text: string): boolean {
  const [wanted, there] = [partsOf(word), partsOf(text)];
  const whole = wanted.join('').toLowerCase();
  if (whole === '') return false;
  if (whole === there.join('').toLowerCase()) return true;
  if (wanted.length === 1) return there.some((part) => part.toLowerCase() === whole);
  return there.some((_, at) => wanted.every((part, index) => there[at + index] === part));
}

const partsOf = (text: string): readonly string[] =>
  text.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}|\p{N}+|[^\P{L}\p{Lu}\p{Ll}]+/gu) ?? [];
