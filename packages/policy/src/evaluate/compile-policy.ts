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
    const concerned = (byService.get(service) ?? ofAnyService).filter((statement) => statement.concerns(action));
    const found = concerned.length === 0 ? none : byEffect(concerned);
    if (remembered.size < rememberedActions) remembered.set(action, found);
    return found;
  };
  return { source, document, candidates };
}

/** For each service that some statement names: its statements and those of any service, in the document's order. */
function groupByService(statements: readonly CompiledStatement[]): ReadonlyMap<string, readonly CompiledStatement[]> {
  const services = new Set(statements.flatMap((statement) => [...(statement.services ?? [])]));
  return new Map(
    [...services].map((service) => [
      service,
      statements.filter((statement) => statement.services?.has(service) ?? true),
    ]),
  );
}

function byEffect(statements: readonly CompiledStatement[]): Candidates {
  const isAllow = (statement: CompiledStatement): boolean => statement.deciding.statement.effect === 'Allow';
  return {
    allows: statements.filter(isAllow),
    denies: statements.filter((statement) => !isAllow(statement)),
  };
}
