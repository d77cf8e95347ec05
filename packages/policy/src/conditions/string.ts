import { ANY, ONE, type Matcher, type Token } from '../match/tokens.js';
import { compileTemplate, parseTemplate, templateOf } from '../match/variables.js';
import { plainTest, templateTest, type CompileTest } from './test.js';

/** `StringEquals`: in its values `*` and `?` are plain text. */
export const sameTest: CompileTest = (values, version) =>
  version === '2012-10-17' && values.some((value) => value.includes('${'))
    ? templateTest((value) => templateOf(parseTemplate(value, version), (tokens) => sameAs(textOf(tokens))))(
        values,
        version,
      )
    : plainTest(oneOf)(values, version);

/** `StringEqualsIgnoreCase` */
export const sameIgnoringCaseTest: CompileTest = (values, version) => {
  const { variables, bind } = sameTest(values.map(lowerCase), version);
  return {
    variables,
    bind: (context) => {
      const matches = bind(variables.length === 0 ? context : { get: (key) => context.get(key)?.map(lowerCase) });
      return (text) => matches(text.toLowerCase());
    },
  };
};

/** `StringLike` */
export const similarTest: CompileTest = templateTest(compileTemplate);

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
