import { alice, rides } from './cast.js';
import { allow, allowedBy, missingIn, type DecisionCase } from './table.js';

type Values = string | readonly string[];
type Row = readonly [
  title: string,
  condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  context: Readonly<Record<string, Values>>,
  holds: boolean,
  because: string,
];

/** Each case allows everything under a condition. */
export const cases = (rows: readonly Row[]) =>
  rows.map(
    ([title, Condition, context, holds, because]): Pick<
      DecisionCase,
      'title' | 'identity' | 'context' | 'gives' | 'because'
    > => ({
      title,
      identity: [allow('*', '*', { Condition })],
      context,
      gives: holds ? allowedBy('identity-based') : missingIn('identity-based'),
      because,
    }),
  );

export const common = { who: alice, action: 'kinesis:CreateStream', resource: rides };

export const region = 'aws:RequestedRegion';
export const east = { [region]: 'us-east-1' };
