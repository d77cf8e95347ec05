import { plainComparison, type CompileComparison } from './comparison.js';

/** `BinaryEquals`: the bytes that Base64 text stands for, on both sides. */
export const binaryComparison: CompileComparison = plainComparison((values) => {
  const wanted = new Set(values.map(canonicalBase64).filter((value) => value !== undefined));
  return (text) => {
    const value = canonicalBase64(text);
    return value !== undefined && wanted.has(value);
  };
});

/** Whether a text is Base64, with its padding. */
export const isBase64 = (text: string): boolean => canonicalBase64(text) !== undefined;

/** One text for the same bytes. @returns undefined when the text is not Base64 */
function canonicalBase64(text: string): string | undefined {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
    ? Buffer.from(text, 'base64').toString('base64')
    : undefined;
}
