import type { Clients } from './clients.js';
import type { Action, Part } from './contracts.js';
import type { Waiting } from './patience.js';

/** What every part is made with. */
export interface Context extends Waiting {
  readonly clients: Clients;
  readonly account: string;
  readonly region: string;
  /** `aws`, `aws-cn` … */
  readonly partition: string;
  /** What parts learn of themselves that others need. */
  readonly learned: { identityPoolId?: string; readonly triggerIds: Map<string, string> };
}

/** A part of the system, as the engine deals with it. */
export interface Resource {
  readonly part: Part;
  /** Ids of the parts that must be there before. */
  readonly needs: readonly string[];
  /** Looks at what is there; changes nothing. */
  readonly inspect: (context: Context) => Promise<Inspection>;
}

/** What was found of a part, and how it is made what it shall be. */
export interface Inspection {
  readonly exists: boolean;
  /** Whether it carries our tag. */
  readonly ours: boolean;
  readonly action: Action;
  /** Makes it what it shall be, and waits until it is. Also for `none`: it may be on its way still. */
  readonly apply: (tell: Tell) => Promise<void>;
  /** Removes it, and waits until it is gone. @throws Left when it has to stay */
  readonly remove: (tell: Tell) => Promise<void>;
}

export type Tell = (state: string) => void;

/** It cannot be removed, and that is nobody's fault. */
export class Left extends Error {
  override readonly name = 'Left';
}

/** @param create also waits for what is being removed right now */
export const absent = (create: (tell: Tell) => Promise<void>): Inspection => ({
  exists: false,
  ours: false,
  action: { kind: 'create' },
  apply: create,
  remove: () => Promise.resolve(),
});

export interface Found {
  readonly ours: boolean;
  /** What is not as it shall be, in words. */
  readonly differences: readonly string[];
  /** Those that make somebody else's useless; all of them unless told otherwise. */
  readonly misfits?: readonly string[];
  /** What no change can mend. */
  readonly impossible?: string | undefined;
  readonly update: (tell: Tell) => Promise<void>;
  /** Waits until it has settled. */
  readonly settle?: (tell: Tell) => Promise<void>;
  readonly remove: (tell: Tell) => Promise<void>;
}

/** What is there: ours is changed where it differs, somebody else's is used as it is or is in the way. */
export function present(found: Found): Inspection {
  const { ours, remove, settle = () => Promise.resolve() } = found;
  const action = actionOf(found);
  return { exists: true, ours, action, apply: action.kind === 'update' ? found.update : settle, remove };
}

function actionOf({ ours, differences, misfits = differences, impossible }: Found): Action {
  if (impossible !== undefined) return { kind: 'conflict', reason: impossible };
  if (!ours && misfits.length > 0) return { kind: 'conflict', reason: misfits.join('; ') };
  if (!ours) return { kind: 'none', note: 'not made by this program, used as it is' };
  return differences.length > 0 ? { kind: 'update', differences } : { kind: 'none' };
}

/** `timeout 30 → 60` for each value that is not as wanted. */
export function changes(
  values: Readonly<Record<string, readonly [found: string | number | undefined, wanted: string | number]>>,
): string[] {
  return Object.entries(values)
    .filter(([, [found, wanted]]) => found !== wanted)
    .map(([what, [found, wanted]]) => `${what} ${found ?? 'none'} → ${wanted}`);
}

/** `arn:aws:kinesis:us-east-1:000000000000:stream/wildrydes` */
export const arnOf = ({ partition, region, account }: Context, service: string, resource: string): string =>
  `arn:${partition}:${service}:${service === 'iam' ? '' : region}:${account}:${resource}`;
export const streamArn = (context: Context, name: string): string => arnOf(context, 'kinesis', `stream/${name}`);
