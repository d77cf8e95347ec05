import type { ServiceFacts } from './facts.js';
import { services } from './services.js';

/** An action as AWS's Service Authorization Reference has it. */
export interface ActionReference {
  /** `kinesis` */
  readonly service: string;
  /** `PutRecord` */
  readonly name: string;
  readonly access: AccessLevel;
  /** The kinds of resource that a statement for this action can name; empty when it can only name `*`. */
  readonly resourceTypes: readonly ActionResource[];
  /** The keys that a statement for this action can ask about besides the global ones, those of its resource types included. */
  readonly conditionKeys: readonly string[];
  /** What the caller must be allowed to do too: `iam:PassRole`. */
  readonly dependentActions: readonly string[];
}

export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

export interface ActionResource {
  readonly type: string;
  /** Whether a statement that names resources must name one of this kind, or else it does not allow the action. */
  readonly required: boolean;
}

/**
 * @param action `kinesis:PutRecord`, in any case
 * @returns undefined when the service has no such action, or its facts are not kept here
 */
export function findAction(action: string): ActionReference | undefined {
  const colon = action.indexOf(':');
  if (colon < 0) return undefined;
  return actionIndex(action.slice(0, colon).toLowerCase()).get(action.slice(colon + 1).toLowerCase());
}

/**
 * @param service its prefix, in any case
 * @returns its actions by name, none when its facts are not kept here
 */
export function actionsOf(service: string): readonly ActionReference[] {
  return [...actionIndex(service.toLowerCase()).values()];
}

const indexes = new Map<string, ReadonlyMap<string, ActionReference>>();
const nothing: ReadonlyMap<string, ActionReference> = new Map();

/** A service's actions by name in lower case; read from the facts when first asked for. */
function actionIndex(prefix: string): ReadonlyMap<string, ActionReference> {
  const known = indexes.get(prefix);
  if (known !== undefined) return known;
  const service = services.get(prefix);
  if (service === undefined) return nothing;
  const index = new Map<string, ActionReference>();
  for (const [name, text] of Object.entries(service.actions)) index.set(name.toLowerCase(), read(service, name, text));
  indexes.set(prefix, index);
  return index;
}

function read(service: ServiceFacts, name: string, text: string): ActionReference {
  const [access = '', types, keys, dependent] = text.split(' | ');
  if (!isAccessLevel(access)) throw new Error(`${service.prefix}:${name} has no access level`);
  const resourceTypes = list(types).map((type) =>
    type.endsWith('*') ? { type: type.slice(0, -1), required: true } : { type, required: false },
  );
  const conditionKeys = new Set(list(keys));
  for (const { type } of resourceTypes)
    for (const key of service.resourceTypes[type]?.conditionKeys ?? []) conditionKeys.add(key);
  return {
    service: service.prefix,
    name,
    access,
    resourceTypes,
    conditionKeys: [...conditionKeys],
    dependentActions: list(dependent),
  };
}

function list(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(', ');
}

const levels: ReadonlySet<string> = new Set(['List', 'Read', 'Write', 'Tagging', 'Permissions management']);

function isAccessLevel(text: string): text is AccessLevel {
  return levels.has(text);
}
