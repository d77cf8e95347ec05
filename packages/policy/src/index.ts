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
export { isContextValue, type ContextValueType } from './conditions/context-value.js';
export { accountOfPrincipal, accountOfResource } from './evaluate/accounts.js';
export { compilePolicy } from './evaluate/compile-policy.js';
export { contextKeysOf } from './evaluate/context-keys.js';
export { decide, decideTrust } from './evaluate/decide.js';
export { matchingStatements } from './evaluate/matching-statements.js';
export { explainDenial } from './evaluate/explain-denial.js';
export { narrowPolicies } from './evaluate/narrow-policies.js';
export { statementElements } from './document/elements.js';
export { jsonFaultAt, readJson, type JsonNode } from './document/json.js';
export { readOperator } from './document/condition-rules.js';
export { isPolicyDocument, parsePolicy, type PolicyFault } from './document/parse-policy.js';
export { statementPlaces, type StatementPlace, type TextPosition } from './document/statement-places.js';
export { invalidPrincipal, principalArns, type NamedPrincipal } from './document/principals.js';
export {
  inlinePoliciesTooLong,
  managedPolicyTooLong,
  policyQuotas,
  policySize,
  trustPolicyTooLong,
} from './document/size.js';
export { compileAction } from './match/action.js';
export { actionKnows } from './reference/action-resources.js';
export { actionsOf, conditionKeyType, findAction, isVendor, resourceTypeOf } from './reference/index.js';
