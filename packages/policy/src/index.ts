export type {
  Condition,
  Patterns,
  PolicyDocument,
  PolicyKind,
  Principals,
  Statement,
} from './document/policy-document.js';
export type {
  AccessRequest,
  CompiledPolicy,
  ContextKeys,
  Decision,
  DecidingStatement,
  PolicyPrincipal,
  PolicySet,
  PolicySource,
} from './evaluate/access.js';
