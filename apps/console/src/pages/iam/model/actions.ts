import { compileAction } from '@paddock/policy';
import {
  actionsOf,
  findAction,
  resourceTypesOf,
  type AccessLevel,
  type ActionReference,
  type ResourceType,
} from '@paddock/policy/reference';

/** In the order of AWS's editor. */
export const accessLevels: readonly AccessLevel[] = ['List', 'Read', 'Write', 'Permissions management', 'Tagging'];

/** An action with what of a block's patterns chooses it. */
export interface ActionChoice {
  readonly action: ActionReference;
  /** `kinesis:GetRecords` */
  readonly id: string;
  readonly isChosen: boolean;
  /** The pattern with a wildcard that includes it. */
  readonly by: string | undefined;
}

/** All actions of a service, by access level. */
export function actionChoices(
  service: string,
  patterns: readonly string[],
): ReadonlyMap<AccessLevel, readonly ActionChoice[]> {
  const wild = patterns.filter(isPattern).map((pattern) => ({ pattern, matches: compileAction(pattern) }));
  const exact = new Set(patterns.filter((pattern) => !isPattern(pattern)).map((one) => one.toLowerCase()));
  const choices = actionsOf(service).map((action): ActionChoice => {
    const id = idOf(action);
    const by = wild.find(({ matches }) => matches(id))?.pattern;
    return { action, id, isChosen: by !== undefined || exact.has(id.toLowerCase()), by };
  });
  return new Map(accessLevels.map((level) => [level, choices.filter(({ action }) => action.access === level)]));
}

const idOf = ({ service, name }: ActionReference): string => `${service}:${name}`;

export const isPattern = (action: string): boolean => /[*?]/.test(action);

/** The patterns with an action, or without it. */
export function toggled(patterns: readonly string[], ids: readonly string[], isOn: boolean): readonly string[] {
  const lower = new Set(ids.map((id) => id.toLowerCase()));
  const others = patterns.filter((pattern) => !lower.has(pattern.toLowerCase()));
  if (!isOn) return others;
  const there = new Set(patterns.map((pattern) => pattern.toLowerCase()));
  return [...patterns, ...ids.filter((id) => !there.has(id.toLowerCase()))];
}

/** Every known action that the patterns stand for. */
export function meantActions(service: string, patterns: readonly string[]): readonly ActionReference[] {
  const matchers = patterns.map(compileAction);
  return actionsOf(service).filter((action) => matchers.some((matches) => matches(idOf(action))));
}

/** What is wrong with a typed action. */
export function typedActionFault(service: string, typed: string): 'empty' | 'form' | 'unknown' | undefined {
  if (typed === '') return 'empty';
  if (!/^[A-Za-z\d*?]+$/.test(typed)) return 'form';
  if (actionsOf(service).length > 0 && meantActions(service, [`${service}:${typed}`]).length === 0) return 'unknown';
  return undefined;
}

export interface TypeUse {
  readonly type: ResourceType;
  /** The actions that know it. */
  readonly actions: readonly string[];
  /** Whether one of them takes no other. */
  readonly isRequired: boolean;
}

/** The resource types that a block's actions can name; those of wildcards too. */
export function typesOf(service: string, patterns: readonly string[]): readonly TypeUse[] {
  const uses = new Map<string, { actions: string[]; isRequired: boolean }>();
  for (const { name, resourceTypes } of meantActions(service, patterns)) {
    for (const { type, required } of resourceTypes) {
      const use = uses.get(type) ?? { actions: [], isRequired: false };
      use.actions.push(name);
      use.isRequired ||= required && resourceTypes.length === 1;
      uses.set(type, use);
    }
  }
  return resourceTypesOf(service).flatMap((type) => {
    const use = uses.get(type.name);
    return use === undefined ? [] : [{ type, ...use }];
  });
}

/** What else a caller needs for these actions, and the patterns do not give: `iam:PassRole`. */
export function missingDependents(
  service: string,
  patterns: readonly string[],
  allowed: readonly string[],
): readonly { readonly action: string; readonly needs: readonly string[] }[] {
  const given = allowed.map(compileAction);
  return meantActions(service, patterns).flatMap(({ name, dependentActions }) => {
    const needs = dependentActions.filter((one) => !given.some((matches) => matches(one)));
    return needs.length === 0 ? [] : [{ action: name, needs }];
  });
}

export const isKnownAction = (action: string): boolean => findAction(action) !== undefined;
