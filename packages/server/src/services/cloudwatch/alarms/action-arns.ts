import { validationFailed } from '../errors.js';

const SERVICES = new Set([
  'aiops',
  'autoscaling',
  'automate',
  'lambda',
  'sns',
  'ssm',
  'ssm-contacts',
  'ssm-incidents',
  'swf',
]);

/** The lists of actions, as requests name them. */
export interface ActionLists {
  readonly OKActions?: readonly string[] | undefined;
  readonly AlarmActions?: readonly string[] | undefined;
  readonly InsufficientDataActions?: readonly string[] | undefined;
}

/** @throws AwsError ValidationError for what no alarm can do */
export function checkActions(lists: ActionLists): void {
  for (const name of ['OKActions', 'AlarmActions', 'InsufficientDataActions'] as const) {
    for (const [index, arn] of (lists[name] ?? []).entries()) {
      const [prefix, , service = '', , , ...resource] = arn.split(':');
      if (prefix !== 'arn' || resource.join(':') === '') throw validationFailed(`Invalid arn syntax: ${arn}`);
      if (!SERVICES.has(service)) {
        throw validationFailed(
          `The parameter ${name}.member.${index + 1}'${arn}' is an unsupported action for this metric and dimension list.`,
        );
      }
    }
  }
}

export const actionsOf = (lists: ActionLists): Readonly<Record<'OK' | 'ALARM' | 'INSUFFICIENT_DATA', string[]>> => ({
  OK: [...(lists.OKActions ?? [])],
  ALARM: [...(lists.AlarmActions ?? [])],
  INSUFFICIENT_DATA: [...(lists.InsufficientDataActions ?? [])],
});

/** All of them, for the condition key `cloudwatch:AlarmActions`. */
export const allActions = (lists: ActionLists): string[] => [
  ...(lists.OKActions ?? []),
  ...(lists.AlarmActions ?? []),
  ...(lists.InsufficientDataActions ?? []),
];
