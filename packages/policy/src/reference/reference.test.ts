import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  actionsOf,
  conditionKeyType,
  findAction,
  globalConditionKeys,
  isVendor,
  resourceTypeOf,
  resourceTypesOf,
  vendors,
} from './index.js';
import { services } from './services.js';
import { operations } from './testing/operations.js';

/** Operations that have no action of their name: AWS authorizes them as actions of other names, or as none. */
const otherwiseAuthorized: Readonly<Record<string, readonly string[]>> = {
  cloudwatch: ['DescribeAlarmContributors'],
  dynamodb: [
    'BatchExecuteStatement',
    'ExecuteStatement',
    'ExecuteTransaction',
    'TransactGetItems',
    'TransactWriteItems',
  ],
  iam: ['UpdateDelegationRequest'],
  kms: ['ReEncrypt'],
  lambda: ['GetLayerVersionByArn', 'Invoke', 'InvokeWithResponseStream'],
  logs: ['GetLogObject'],
};

describe('actions', () => {
  for (const [service, text] of Object.entries(operations)) {
    it(`there is one for every operation of ${service}`, () => {
      const missing = text
        .trim()
        .split(/\s+/u)
        .filter((name) => findAction(`${service}:${name}`) === undefined);
      assert.deepEqual(missing, otherwiseAuthorized[service] ?? []);
    });
  }

  it('of PutRecord needs a stream', () => {
    assert.deepEqual(findAction('kinesis:PutRecord'), {
      service: 'kinesis',
      name: 'PutRecord',
      access: 'Write',
      resourceTypes: [{ type: 'stream', required: true }],
      conditionKeys: ['aws:ResourceTag/${TagKey}'],
      dependentActions: [],
    });
  });

  it('with keys of their own and dependent actions', () => {
    assert.deepEqual(findAction('kinesis:AddTagsToStream')?.conditionKeys, [
      'aws:RequestTag/${TagKey}',
      'aws:TagKeys',
      'aws:ResourceTag/${TagKey}',
    ]);
    assert.ok(findAction('dynamodb:PutItem')?.conditionKeys.includes('dynamodb:LeadingKeys'));
    assert.deepEqual(findAction('lambda:CreateFunction')?.dependentActions, [
      'iam:PassRole',
      'lambda:PassCapacityProvider',
    ]);
    assert.equal(findAction('kinesis:TagResource')?.access, 'Tagging');
    assert.equal(findAction('kinesis:CreateChannel')?.access, 'Write');
    assert.equal(findAction('iam:PutRolePolicy')?.access, 'Permissions management');
    assert.deepEqual(findAction('kinesis:ListStreams')?.resourceTypes, []);
  });

  it('are found in any case', () => {
    assert.equal(findAction('KINESIS:putrecord'), findAction('kinesis:PutRecord'));
  });

  it('that do not exist are not found', () => {
    for (const action of [
      'kinesis:PutRecordz',
      'kinesis',
      'kinesis:',
      'ec2:RunInstances',
      ':',
      '',
      'kinesis:constructor',
    ])
      assert.equal(findAction(action), undefined, action);
    assert.deepEqual(actionsOf('ec2'), []);
  });

  for (const service of services.values()) {
    it(`of ${service.prefix} name resource types, keys and actions that exist`, () => {
      const types = new Set(Object.keys(service.resourceTypes));
      const actions = actionsOf(service.prefix);
      assert.equal(actions.length, Object.keys(service.actions).length);
      for (const action of actions) {
        for (const { type } of action.resourceTypes) assert.ok(types.has(type), `${action.name}: ${type}`);
        for (const key of action.conditionKeys) assert.ok(conditionKeyType(key), `${action.name}: ${key}`);
        for (const dependent of action.dependentActions) {
          const [prefix = ''] = dependent.split(':');
          assert.ok(
            isVendor(prefix) && (!services.has(prefix) || findAction(dependent)),
            `${action.name}: ${dependent}`,
          );
        }
      }
    });
  }
});

describe('resource types', () => {
  for (const service of services.values()) {
    it(`of ${service.prefix} are found by their own formats`, () => {
      for (const type of resourceTypesOf(service.prefix)) {
        assert.match(type.arnFormat, /^arn:\$\{Partition\}:[a-z0-9-]+:[^:]*:[^:]*:.+$/u);
        for (const key of type.conditionKeys) assert.ok(conditionKeyType(key), `${type.name}: ${key}`);
        const found = resourceTypeOf(example(type.arnFormat));
        const elsewhere = type.arnFormat.split(':', 3)[2] !== service.prefix && found?.service !== service.prefix;
        if (!elsewhere) assert.deepEqual(found, type);
        assert.equal(found?.arnFormat.split(':', 3)[2], type.arnFormat.split(':', 3)[2]);
      }
    });
  }

  const examples: readonly (readonly [arn: string, type: string])[] = [
    ['arn:aws:kinesis:us-east-1:123456789012:stream/wildrydes', 'kinesis stream'],
    ['arn:aws:kinesis:us-east-1:123456789012:stream/wildrydes/consumer/map:1700000000', 'kinesis consumer'],
    ['arn:aws:dynamodb:us-east-1:123456789012:table/Rides', 'dynamodb table'],
    ['arn:aws:dynamodb:us-east-1:123456789012:table/Rides/index/byDay', 'dynamodb index'],
    ['arn:aws:dynamodb:us-east-1:123456789012:table/Rides/stream/2026-01-01T00:00:00.000', 'dynamodb stream'],
    ['arn:aws:lambda:us-east-1:123456789012:function:Process', 'lambda function'],
    ['arn:aws:lambda:us-east-1:123456789012:function:Process:live', 'lambda function alias'],
    ['arn:aws:lambda:us-east-1:123456789012:function:Process:7', 'lambda function version'],
    ['arn:aws:lambda:us-east-1:123456789012:function:Process:$LATEST', 'lambda function version'],
    ['arn:aws:iam::123456789012:role/service-role/Process', 'iam role'],
    ['arn:aws:iam::123456789012:root', 'sts root-user'],
    ['arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555', 'kms key'],
    ['arn:aws:s3:::wildrydes-data', 's3 bucket'],
    ['arn:aws:s3:::wildrydes-data/2026/01/a.gz', 's3 object'],
    ['arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/Process', 'logs log-group'],
    ['arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/Process:log-stream:2026/[1]a', 'logs log-stream'],
    ['arn:aws:cognito-identity:us-east-1:123456789012:identitypool/us-east-1:a-b', 'cognito-identity identitypool'],
    ['arn:aws-cn:firehose:cn-north-1:123456789012:deliverystream/d', 'firehose deliverystream'],
  ];
  for (const [arn, expected] of examples) {
    it(`${arn} is a ${expected}`, () => {
      const type = resourceTypeOf(arn);
      assert.equal(`${type?.service ?? ''} ${type?.name ?? ''}`, expected);
    });
  }

  it('of other ARNs are unknown', () => {
    for (const arn of [
      '*',
      '',
      'arn',
      'arn:aws:kinesis:us-east-1:123456789012:shard/a',
      'arn:aws:ec2:us-east-1:1:vpc/a',
    ])
      assert.equal(resourceTypeOf(arn), undefined, arn);
  });
});

describe('condition keys', () => {
  it('have types, whatever their case', () => {
    assert.equal(conditionKeyType('aws:sourceip'), 'IPAddress');
    assert.equal(conditionKeyType('aws:CurrentTime'), 'Date');
    assert.equal(conditionKeyType('AWS:TAGKEYS'), 'ArrayOfString');
    assert.equal(conditionKeyType('aws:RequestTag/team/a'), 'String');
    assert.equal(conditionKeyType('s3:max-keys'), 'Numeric');
    assert.equal(conditionKeyType('lambda:FunctionArn'), 'ARN');
    assert.equal(conditionKeyType('dynamodb:LeadingKeys'), 'ArrayOfString');
    assert.equal(conditionKeyType('cognito-identity.amazonaws.com:amr'), 'ArrayOfString');
    assert.equal(conditionKeyType('kms:EncryptionContext:aws:kinesis:arn'), 'String');
    assert.equal(conditionKeyType('token.actions.acme.ghe.com:ref'), 'String');
  });

  it('that no one knows have none', () => {
    for (const key of ['aws:RequestTag/', 'aws:RequestTag', 'aws:Nothing', 'kinesis:', 'constructor', '', '${'])
      assert.equal(conditionKeyType(key), undefined, key);
  });

  it('of services that are global have the global type', () => {
    for (const service of services.values())
      for (const [key, type] of Object.entries(service.conditionKeys))
        if (globalConditionKeys[key] !== undefined) assert.equal(type, globalConditionKeys[key], key);
  });
});

describe('vendors', () => {
  it('are all prefixes, each once', () => {
    assert.ok(vendors.length > 450);
    assert.equal(new Set(vendors).size, vendors.length);
    for (const vendor of vendors) assert.match(vendor, /^[a-z0-9-]+$/u);
    for (const service of services.keys()) assert.ok(isVendor(service), service);
    assert.ok(isVendor('EC2'));
    assert.ok(!isVendor('kines'));
  });
});

/** An ARN of a format: each variable is its own name, but where the format only takes a number. */
function example(format: string): string {
  return format.replaceAll(/\$\{(?<name>[^}]*)\}/gu, (_text, name: string) => (name === 'Version' ? '7' : name));
}
