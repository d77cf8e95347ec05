import { cases, common } from './condition-cases.js';
import { group } from './table.js';

const keys = 'aws:TagKeys';
const leading = 'dynamodb:LeadingKeys';

export const sets = group(
  'Conditions: keys with several values',
  'ForAllValues holds when every value of the request fits, ForAnyValue when one does.',
  common,
  cases([
    [
      'ForAllValues, all fit',
      { 'ForAllValues:StringEquals': { [keys]: ['team', 'env'] } },
      { [keys]: ['env', 'team'] },
      true,
      'Each value is among those allowed.',
    ],
    [
      'ForAllValues, one does not',
      { 'ForAllValues:StringEquals': { [keys]: ['team', 'env'] } },
      { [keys]: ['env', 'cost'] },
      false,
      '"cost" is not among them.',
    ],
    [
      'ForAllValues, key missing',
      { 'ForAllValues:StringEquals': { [keys]: ['team'] } },
      {},
      true,
      'There is no value that does not fit.',
    ],
    [
      'ForAllValues, key missing, made safe with Null',
      { 'ForAllValues:StringEquals': { [keys]: ['team'] }, Null: { [keys]: 'false' } },
      {},
      false,
      'AWS recommends to ask with Null that the key is there.',
    ],
    [
      'ForAllValues with patterns',
      { 'ForAllValues:StringLike': { [leading]: ['ride-*'] } },
      { [leading]: ['ride-1', 'ride-2'] },
      true,
      'Each value fits the pattern.',
    ],
    [
      'ForAllValues with a foreign key',
      { 'ForAllValues:StringLike': { [leading]: ['ride-*'] } },
      { [leading]: ['ride-1', 'order-1'] },
      false,
      'order-1 does not fit.',
    ],
    [
      'ForAnyValue, one fits',
      { 'ForAnyValue:StringEquals': { [keys]: ['team'] } },
      { [keys]: ['cost', 'team'] },
      true,
      '"team" is among the values.',
    ],
    [
      'ForAnyValue, none fits',
      { 'ForAnyValue:StringEquals': { [keys]: ['team'] } },
      { [keys]: ['cost', 'env'] },
      false,
      'No value fits.',
    ],
    [
      'ForAnyValue, key missing',
      { 'ForAnyValue:StringEquals': { [keys]: ['team'] } },
      {},
      false,
      'There is no value that fits.',
    ],
    [
      'ForAllValues, negated: none may match',
      { 'ForAllValues:StringNotEquals': { [keys]: ['secret'] } },
      { [keys]: ['team', 'secret'] },
      false,
      'For "secret" StringNotEquals does not hold.',
    ],
    [
      'ForAnyValue, negated: one other is enough',
      { 'ForAnyValue:StringNotEquals': { [keys]: ['secret'] } },
      { [keys]: ['team', 'secret'] },
      true,
      'For "team" StringNotEquals holds.',
    ],
    [
      'A tag of the request',
      { StringEquals: { 'aws:RequestTag/team': 'rides' } },
      { 'aws:RequestTag/team': 'rides' },
      true,
      'The tag has that value.',
    ],
    [
      'A tag that the request does not set',
      { StringEquals: { 'aws:RequestTag/team': 'rides' } },
      { 'aws:RequestTag/env': 'rides' },
      false,
      "The key includes the tag's name.",
    ],
  ]),
);
