import type { PolicyDocument, Statement } from '@paddock/policy';

/**
 * Whether a policy lets its holder do anything at all in a service. As AWS's listing of such policies has it, what it denies and on which
 * conditions it allows does not matter.
 * @param service as actions begin with it: `kinesis`
 */
export const grantsAccess = ({ statements }: PolicyDocument, service: string): boolean =>
  statements.some((statement) => statement.effect === 'Allow' && allowsIn(statement, service.toLowerCase()));

function allowsIn({ actions: { not, patterns } }: Statement, service: string): boolean {
  const lower = patterns.map((pattern) => pattern.toLowerCase());
  // What NotAction leaves over is all of a service unless it names the whole of it.
  return not
    ? !lower.some((pattern) => isAll(pattern) || pattern === `${service}:*`)
    : lower.some((pattern) => isAll(pattern) || pattern.startsWith(`${service}:`));
}

const isAll = (pattern: string): boolean => /^\*+$/.test(pattern);
