import type { AccessRequest, CompiledPolicy, DecidingStatement } from './access.js';
import type { CompiledStatement } from './statement.js';

/**
 * The statements of one policy that apply to a request, whatever `decide` makes of them: those that deny, then those that allow, each in
 * the document's order.
 * @param bounded whether the principal has a permissions boundary
 */
export function matchingStatements(
  request: AccessRequest,
  policy: CompiledPolicy,
  bounded: boolean,
): readonly DecidingStatement[] {
  const { allows, denies } = policy.candidates(request.action);
  const found: DecidingStatement[] = [];
  for (const statement of denies) {
    const { principals } = statement;
    if (principals !== undefined && principals.denies(request.principal, bounded) === undefined) continue;
    if (applies(request, statement)) found.push(statement.deciding);
  }
  for (const statement of allows) {
    const { principals } = statement;
    if (principals !== undefined && principals.allows(request.principal) === undefined) continue;
    if (applies(request, statement)) found.push(statement.deciding);
  }
  return found;
}

function applies({ resource, context }: AccessRequest, { resources, conditions }: CompiledStatement): boolean {
  const matches = resources.always(resource) ?? resources.now(resource, context);
  return matches && (conditions?.holds(context) ?? true);
}
