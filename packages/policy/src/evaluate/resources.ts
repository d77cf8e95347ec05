import type { PolicyDocument, Statement } from '../document/policy-document.js';
import { compileResource } from '../match/arn.js';
import type { Template } from '../match/variables.js';
import type { Matcher } from '../match/tokens.js';
import type { ContextKeys } from './access.js';

/** Resource or NotResource, made ready. */
export interface ResourceMatcher {
  /** What is known without the request's context; undefined when variables decide. */
  always(resource: string): boolean | undefined;
  /** Asked when variables decide. */
  now(resource: string, context: ContextKeys): boolean;
}

const every: ResourceMatcher = { always: () => true, now: () => true };

const noContext: ContextKeys = { get: () => undefined };

/** A statement without resources, which only trust policies have, is about the role that has the policy. */
export function compileResources(statement: Statement, version: PolicyDocument['version']): ResourceMatcher {
  const { resources, effect } = statement;
  if (resources === undefined) return every;
  if (resources.patterns.includes('*')) return resources.not ? { always: () => false, now: () => false } : every;
  const fixed: Matcher[] = [];
  const variable: Template[] = [];
  for (const pattern of resources.patterns) {
    const template = compileResource(pattern, version);
    const matcher = template.variables.length === 0 ? template.resolve(noContext) : undefined;
    if (matcher === undefined) variable.push(template);
    else fixed.push(matcher);
  }
  const fixedMatches = anyOf(fixed);
  if (!resources.not) {
    return {
      always: (resource) => fixedMatches(resource) || (variable.length === 0 ? false : undefined),
      now: (resource, context) => variable.some((template) => template.resolve(context)?.(resource) === true),
    };
  }
  return {
    always: (resource) => (fixedMatches(resource) ? false : variable.length === 0 ? true : undefined),
    // What a variable without value would have excepted is unknown: then the statement does not allow, and does deny.
    now: (resource, context) =>
      variable.every((template) => {
        const matches = template.resolve(context);
        return matches === undefined ? effect === 'Deny' : !matches(resource);
      }),
  };
}

function anyOf(matchers: readonly Matcher[]): Matcher {
  const [only] = matchers;
  if (only === undefined) return () => false;
  if (matchers.length === 1) return only;
  return (text) => {
    for (const matches of matchers) if (matches(text)) return true;
    return false;
  };
}
