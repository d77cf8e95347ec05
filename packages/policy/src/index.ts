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
export { compilePolicy } from './evaluate/compile-policy.js';
export { contextKeysOf } from './evaluate/context-keys.js';
export { decide, decideTrust } from './evaluate/decide.js';
export { explainDenial } from './evaluate/explain-denial.js';
export { isPolicyDocument, parsePolicy, type PolicyFault } from './document/parse-policy.js';
export { invalidPrincipal, principalArns, type NamedPrincipal } from './document/principals.js';
export {
  inlinePoliciesTooLong,
  managedPolicyTooLong,
  policyQuotas,
  policySize,
  trustPolicyTooLong,
} from './document/size.js';
export { compileAction } from './match/action.js';
