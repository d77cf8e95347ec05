import type { PolicyDocument } from '../document/policy-document.js';
import type { CompiledPolicy, PolicySource } from './access.js';
import { compileStatement, type Candidates, type CompiledStatement } from './statement.js';

/** Actions whose candidates a policy remembers. A service has fewer; who simulates may ask for any name. */
const rememberedActions = 256;

const none: Candidates = { allows: [], denies: [] };

/**
 * Makes a policy ready for deciding: patterns, principals and conditions are read here, once, and statements are found by service.
 * What it takes is a document as `parsePolicy` gives it. Never throws.
 */
export function compilePolicy(document: PolicyDocument, source: PolicySource): CompiledPolicy {
  const statements = document.statements.map((statement, index) =>
    compileStatement(statement, index, source, document.version),
  );
  const byService = groupByService(statements);
  const ofAnyService = statements.filter((statement) => statement.services === undefined);
  const remembered = new Map<string, Candidates>();

  const candidates = (action: string): Candidates => {
    const known = remembered.get(action);
    if (known !== undefined) return known;
    const service = action.slice(0, action.indexOf(':')).toLowerCase();
    const concerned = inOrder(byService.get(service), ofAnyService).filter((statement) => statement.concerns(action));
    const found = concerned.length === 0 ? none : byEffect(concerned);
    if (remembered.size < rememberedActions) remembered.set(action, found);
    return found;
  };
  return { source, document, candidates };
}

/** For each service that some statement names: its statements, in the document's order. */
function groupByService(statements: readonly CompiledStatement[]): ReadonlyMap<string, readonly CompiledStatement[]> {
  const groups = new Map<string, CompiledStatement[]>();
  for (const statement of statements) {
    for (const service of statement.services ?? []) {
      const group = groups.get(service);
      if (group === undefined) groups.set(service, [statement]);
      else group.push(statement);
    }
  }
  return groups;
}

function inOrder(
  ofService: readonly CompiledStatement[] | undefined,
  ofAny: readonly CompiledStatement[],
): readonly CompiledStatement[] {
  if (ofService === undefined) return ofAny;
  if (ofAny.length === 0) return ofService;
  return [...ofService, ...ofAny].sort((one, other) => one.deciding.index - other.deciding.index);
}

function byEffect(statements: readonly CompiledStatement[]): Candidates {
  const isAllow = (statement: CompiledStatement): boolean => statement.deciding.statement.effect === 'Allow';
  return {
    allows: statements.filter(isAllow),
    denies: statements.filter((statement) => !isAllow(statement)),
  };
}
