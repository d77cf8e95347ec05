import { opsRole, alice } from './cast.js';
import { cases, common, region } from './condition-cases.js';
import { group } from './table.js';

const secure = 'aws:SecureTransport';
const mfa = 'aws:MultiFactorAuthPresent';
const address = 'aws:SourceIp';
const arn = 'aws:PrincipalArn';

export const otherFamilies = group(
  'Conditions: booleans, addresses, ARNs, bytes',
  'Each family of operators reads the values in its own way.',
  common,
  cases([
    ['Bool true', { Bool: { [secure]: 'true' } }, { [secure]: 'true' }, true, 'The values are equal.'],
    [
      'Bool, written as JSON',
      { Bool: { [secure]: true } },
      { [secure]: 'true' },
      true,
      'true and "true" are the same.',
    ],
    ['Bool false', { Bool: { [secure]: 'true' } }, { [secure]: 'false' }, false, 'The values differ.'],
    [
      'Bool, key missing',
      { Bool: { [mfa]: 'false' } },
      {},
      false,
      'Long-term keys have no aws:MultiFactorAuthPresent.',
    ],
    ['BoolIfExists, key missing', { BoolIfExists: { [mfa]: 'false' } }, {}, true, 'IfExists: a missing key holds.'],
    ['Null true, key missing', { Null: { [mfa]: 'true' } }, {}, true, 'The key is missing.'],
    ['Null true, key there', { Null: { [mfa]: 'true' } }, { [mfa]: 'false' }, false, 'The key is there.'],
    ['Null false, key there', { Null: { [mfa]: 'false' } }, { [mfa]: 'false' }, true, 'The key is there.'],
    ['Null false, key missing', { Null: { [mfa]: 'false' } }, {}, false, 'The key is missing.'],
    [
      'IpAddress in a network',
      { IpAddress: { [address]: '203.0.113.0/24' } },
      { [address]: '203.0.113.77' },
      true,
      'The address is in the network.',
    ],
    [
      'IpAddress outside',
      { IpAddress: { [address]: '203.0.113.0/24' } },
      { [address]: '203.0.114.1' },
      false,
      'The address is not in the network.',
    ],
    [
      'IpAddress, a single one',
      { IpAddress: { [address]: '203.0.113.77' } },
      { [address]: '203.0.113.77' },
      true,
      'Without prefix length it is /32.',
    ],
    [
      'IpAddress, one of several networks',
      { IpAddress: { [address]: ['10.0.0.0/8', '203.0.113.0/24'] } },
      { [address]: '10.9.8.7' },
      true,
      'Values are alternatives.',
    ],
    [
      'NotIpAddress outside',
      { NotIpAddress: { [address]: '203.0.113.0/24' } },
      { [address]: '198.51.100.1' },
      true,
      'The address is not in the network.',
    ],
    [
      'NotIpAddress inside',
      { NotIpAddress: { [address]: '203.0.113.0/24' } },
      { [address]: '203.0.113.1' },
      false,
      'The address is in the network.',
    ],
    [
      'IPv6, written otherwise',
      { IpAddress: { [address]: '2001:DB8:1234:5678::/64' } },
      { [address]: '2001:db8:1234:5678:0:0:0:1' },
      true,
      'Addresses are compared, not texts.',
    ],
    [
      'IPv4 is not IPv6',
      { IpAddress: { [address]: '::/0' } },
      { [address]: '203.0.113.1' },
      false,
      'The families are separate.',
    ],
    ['ArnEquals', { ArnEquals: { [arn]: opsRole } }, { [arn]: opsRole }, true, 'The ARNs are equal.'],
    [
      'ArnEquals with *',
      { ArnEquals: { [arn]: 'arn:aws:iam::*:role/ops' } },
      { [arn]: opsRole },
      true,
      'ArnEquals and ArnLike are the same.',
    ],
    [
      "ArnLike, another account's role",
      { ArnLike: { [arn]: 'arn:aws:iam::444455556666:role/*' } },
      { [arn]: opsRole },
      false,
      'The account differs.',
    ],
    [
      'ArnLike, anything of an account',
      { ArnLike: { [arn]: 'arn:aws:iam::111122223333:*' } },
      { [arn]: opsRole },
      true,
      'The last part may be *.',
    ],
    ['ArnNotEquals', { ArnNotEquals: { [arn]: opsRole } }, { [arn]: alice.arn }, true, 'The ARNs differ.'],
    [
      'ArnNotLike, match',
      { ArnNotLike: { [arn]: 'arn:aws:iam::*:role/*' } },
      { [arn]: opsRole },
      false,
      'The pattern fits.',
    ],
    [
      'BinaryEquals',
      { BinaryEquals: { 'custom:bytes': 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' } },
      { 'custom:bytes': 'QmluYXJ5VmFsdWVJbkJhc2U2NA==' },
      true,
      'The bytes are equal.',
    ],
    [
      'StringEqualsIfExists, key missing',
      { StringEqualsIfExists: { [region]: 'us-east-1' } },
      {},
      true,
      'IfExists: a missing key holds.',
    ],
    [
      'StringEqualsIfExists, another value',
      { StringEqualsIfExists: { [region]: 'us-east-1' } },
      { [region]: 'eu-west-1' },
      false,
      'The key is there, so it must fit.',
    ],
  ]),
);
