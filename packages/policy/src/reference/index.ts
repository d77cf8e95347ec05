export type { ConditionKeyType } from './facts.js';
export { actionsOf, findAction, type AccessLevel, type ActionReference, type ActionResource } from './actions.js';
export { conditionKeysOf, conditionKeyType, globalConditionKeys } from './condition-keys.js';
export { resourceTypeOf, resourceTypesOf, type ResourceType } from './resource-types.js';
export { isVendor, vendors } from './vendors.js';
export { knownServices, type KnownService } from './services.js';
export { actionKnows } from './action-resources.js';
