import { ANY, ONE, type Matcher, type Token } from '../match/tokens.js';
import { compileTemplate, parseTemplate, templateOf } from '../match/variables.js';
import { plainComparison, templateComparison, type CompileComparison } from './comparison.js';

/** `StringEquals`: in its values `*` and `?` are plain text. */
export const sameComparison: CompileComparison = (values, version) =>
  version === '2012-10-17' && values.some((value) => value.includes('${'))
    ? templateComparison((value) => templateOf(parseTemplate(value, version), (tokens) => sameAs(textOf(tokens))))(
        values,
        version,
      )
    : plainComparison(oneOf)(values, version);

/** `StringEqualsIgnoreCase` */
export const sameIgnoringCaseComparison: CompileComparison = (values, version) => {
  const lower = sameComparison(values.map(lowerCase), version);
  return {
    variables: lower.variables,
    bind: (context) => {
      const known = lower.variables.length === 0;
      const matches = lower.bind(known ? context : { get: (key) => context.get(key)?.map(lowerCase) });
      return (text) => matches(text.toLowerCase());
    },
  };
};

/** `StringLike` */
export const similarComparison: CompileComparison = templateComparison(compileTemplate);

function oneOf(values: readonly string[]): Matcher {
  const [only] = values;
  if (only !== undefined && values.length === 1) return sameAs(only);
  const all = new Set(values);
  return (text) => all.has(text);
}

function sameAs(value: string): Matcher {
  return (text) => text === value;
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (token === ANY ? '*' : token === ONE ? '?' : typeof token === 'string' ? token : ''))
    .join('');
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}
