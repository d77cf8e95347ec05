import { plainComparison, type CompileComparison } from './comparison.js';

/** The Numeric operators: `compare` gets the request's number first. */
export function numericComparison(compare: (value: number, limit: number) => boolean): CompileComparison {
  return plainComparison((values) => {
    const limits = values.map(parseNumber).filter((limit) => limit !== undefined);
    return (text) => {
      const value = parseNumber(text);
      return value !== undefined && limits.some((limit) => compare(value, limit));
    };
  });
}

/** An integer or a decimal, with an exponent at most. @returns undefined when the text is none */
export function parseNumber(text: string): number | undefined {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
}
