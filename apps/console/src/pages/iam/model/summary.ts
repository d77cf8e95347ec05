import { compileAction, type PolicyDocument, type Statement } from '@paddock/policy';
import { actionsOf, resourceTypeOf, type AccessLevel } from '@paddock/policy/reference';
import { accessLevels } from './actions.js';
import { groupBy } from './group-by.js';

/** What a policy says of one service. */
export interface SummaryRow {
  readonly effect: 'Allow' | 'Deny';
  /** The prefix; `*` for all services; undefined where a pattern stands for the service, or NotAction for what is left. */
  readonly service: string | undefined;
  readonly access: Access;
  /** What resources it names, each once; `*` for all. */
  readonly resources: readonly string[];
  /** `NotResource`: all but these. */
  readonly exceptResources: boolean;
  /** `aws:SourceIp`: the keys that are asked about; empty for none. */
  readonly conditions: readonly string[];
  /** The patterns, as written. */
  readonly actions: readonly string[];
  /** `NotAction`: all but these. */
  readonly exceptActions: boolean;
}

export type Access =
  | { readonly kind: 'full' }
  /** Of each level all of its actions, or some. */
  | { readonly kind: 'levels'; readonly full: readonly AccessLevel[]; readonly limited: readonly AccessLevel[] }
  /** What the actions do is not known here. */
  | { readonly kind: 'some' };

/** By service, denials first. Statements about the same service, effect, resources and conditions are one row. */
export function summarize({ statements }: PolicyDocument): readonly SummaryRow[] {
  const rows = new Map<string, SummaryRow>();
  for (const statement of statements) {
    for (const row of rowsOf(statement)) {
      const key = JSON.stringify([
        row.effect,
        row.service,
        row.resources,
        row.exceptResources,
        row.conditions,
        row.exceptActions,
      ]);
      const before = rows.get(key);
      const actions = [...new Set([...(before?.actions ?? []), ...row.actions])];
      rows.set(
        key,
        before === undefined ? row : { ...row, actions, access: accessOf(row.service, actions, row.exceptActions) },
      );
    }
  }
  return [...rows.values()].toSorted(
    (a, b) => Number(b.effect === 'Deny') - Number(a.effect === 'Deny') || compareService(a.service, b.service),
  );
}

const compareService = (a: string | undefined, b: string | undefined): number =>
  a === b ? 0 : a === undefined ? 1 : b === undefined ? -1 : a.localeCompare(b);

function rowsOf({ effect, actions, resources, conditions }: Statement): readonly SummaryRow[] {
  const common = {
    effect,
    resources:
      resources?.patterns.includes('*') && !resources.not ? ['*'] : [...(resources?.patterns ?? [])].toSorted(),
    exceptResources: resources?.not ?? false,
    conditions: [...new Set(conditions.map(({ key }) => key))].toSorted(),
    exceptActions: actions.not,
  };
  const groups = actions.not
    ? new Map<string | undefined, readonly string[]>([[undefined, actions.patterns]])
    : groupBy(actions.patterns, serviceOf);
  return Array.from(groups, ([service, patterns]) => ({
    ...common,
    service,
    actions: patterns,
    access: accessOf(service, patterns, actions.not),
  }));
}

function serviceOf(action: string): string | undefined {
  const [prefix = '', name] = action.split(':', 2);
  if (/^\*+$/.test(prefix)) return '*';
  return name === undefined || /[*?]/.test(prefix) ? undefined : prefix.toLowerCase();
}

function accessOf(service: string | undefined, patterns: readonly string[], isExcept: boolean): Access {
  if (isExcept || service === undefined) return { kind: 'some' };
  if (patterns.some((pattern) => /^(?:\*+|[^:]+:\*+)$/.test(pattern) && service !== '*')) return { kind: 'full' };
  if (service === '*')
    return patterns.some((pattern) => /^\*+(?::\*+)?$/.test(pattern)) ? { kind: 'full' } : { kind: 'some' };
  const known = actionsOf(service);
  if (known.length === 0) return { kind: 'some' };
  const matchers = patterns.map(compileAction);
  const isMeant = (name: string): boolean => matchers.some((matches) => matches(`${service}:${name}`));
  const [full, limited]: [AccessLevel[], AccessLevel[]] = [[], []];
  for (const level of accessLevels) {
    const ofLevel = known.filter(({ access }) => access === level);
    const meant = ofLevel.filter(({ name }) => isMeant(name)).length;
    if (meant > 0) (meant === ofLevel.length ? full : limited).push(level);
  }
  const levels = accessLevels.filter((level) => known.some(({ access }) => access === level));
  return full.length === levels.length ? { kind: 'full' } : { kind: 'levels', full, limited };
}

/** Which kind an ARN names, for the summary: `stream`, and what of it. */
export function resourceLabel(arn: string): { readonly type: string | undefined; readonly name: string } {
  const type = resourceTypeOf(arn)?.name;
  return { type, name: arn.split(':').slice(5).join(':') || arn };
}
