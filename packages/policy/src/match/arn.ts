import type { PolicyDocument } from '../document/policy-document.js';
import { ANY, ANY_BUT_COLON, ONE, ONE_BUT_COLON, tokenize, type Matcher, type Token } from './tokens.js';
import { parseTemplate, templateOf, type Template, type Variable } from './variables.js';
import { compileTokens } from './wildcard.js';

/** `arn:partition:service:region:account:resource`; the last may have colons of its own. */
const SEGMENTS = 6;

/**
 * Compiles a pattern of a Resource or NotResource element. The matcher takes an ARN, or `*` for an action that knows no resource,
 * which only the pattern `*` matches.
 *
 * In the first five segments a wildcard stays inside its segment, but for a `*` that ends it: AWS lets that one run over colons. In
 * the resource it stands for anything. Segments that the pattern lacks are `*`: `arn:aws:sqs` is `arn:aws:sqs:*:*:*`. Variables are
 * known in the resource only; before it their text means itself.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function compileResource(pattern: string, version: PolicyDocument['version']): Template {
  if (/^\*+$/.test(pattern)) return templateOf([ANY], compileTokens);
  const segments = segmentsOf(pattern);
  const resource = segments.length < SEGMENTS ? undefined : segments.pop();
  while (segments.length < SEGMENTS - 1) segments.push('*');
  const parts: (Token | Variable)[] = segments.flatMap((segment): Token[] => [...segmentTokens(segment), ':']);
  parts.push(...(resource === undefined ? tokenize('*') : parseTemplate(resource, version)));
  return templateOf(parts, compileTokens);
}

function segmentTokens(segment: string): Token[] {
  const tokens = tokenize(segment.replace(/\*+/g, '*'));
  return tokens.map((token, index): Token => {
    if (token === ONE) return ONE_BUT_COLON;
    return token === ANY && index < tokens.length - 1 ? ANY_BUT_COLON : token;
  });
}

/**
 * Compiles a value of the ARN condition operators: each of the six segments is compared with its own pattern, and no wildcard runs
 * over a colon before the resource. Segments that the pattern lacks are `*`; a value with fewer than six matches nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function compileArnValue(value: string, version: PolicyDocument['version']): Template {
  return templateOf(parseTemplate(value, version), compileSegments);
}

function compileSegments(tokens: readonly Token[]): Matcher {
  const patterns = splitAtColons(tokens);
  while (patterns.length < SEGMENTS) patterns.push([ANY]);
  const matchers = patterns.map(compileTokens);
  return (text) => {
    let from = 0;
    for (let index = 0; index < SEGMENTS - 1; index++) {
      const colon = text.indexOf(':', from);
      if (colon < 0 || matchers[index]?.(text.slice(from, colon)) !== true) return false;
      from = colon + 1;
    }
    return matchers[SEGMENTS - 1]?.(text.slice(from)) === true;
  };
}

/** The pieces of each segment; of the sixth all that is left. */
function splitAtColons(tokens: readonly Token[]): Token[][] {
  let segment: Token[] = [];
  const segments = [segment];
  for (const token of tokens) {
    if (typeof token !== 'string') {
      segment.push(token);
      continue;
    }
    segmentsOf(token, SEGMENTS - segments.length + 1).forEach((text, index) => {
      if (index > 0) segments.push((segment = []));
      segment.push(text);
    });
  }
  return segments;
}

/** Splits at colons into at most `limit` parts; the last keeps its colons. */
function segmentsOf(text: string, limit = SEGMENTS): string[] {
  const parts = text.split(':');
  return parts.length <= limit ? parts : [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(':')];
}
