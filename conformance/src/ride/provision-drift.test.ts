import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { zipOf } from '../harness/lambda.js';
import { documentOf } from '../harness/identity.js';
import { account, arnOf } from '../harness/server.js';
import { eventually } from '../harness/wait.js';
import { startRide, type RidePaddock } from './provision-kit.js';

const FunctionName = 'WildRydesStreamProcessor';
const ApplicationName = 'wildrydes';
const processorRole = 'WildRydesStreamProcessorRole';
const guestRole = 'Cognito_wildrydesUnauth_Role';
const writePolicy = `arn:aws:iam::${account}:policy/WildRydesDynamoDBWritePolicy`;
const anything = documentOf({ Action: '*', Resource: '*' });

/** What somebody did, what it takes to put it right, and the words for it. */
interface Drift {
  readonly name: string;
  readonly happens: (paddock: RidePaddock, triggerId: string, poolId: string) => Promise<unknown>;
  readonly repaired: readonly string[];
  readonly words?: RegExp;
}

const drifts: readonly Drift[] = [
  {
    name: "the function's settings",
    happens: ({ lambda }) =>
      lambda.updateFunctionConfiguration({
        FunctionName,
        Timeout: 3,
        Handler: 'other.handler',
        Environment: { Variables: { TABLE_NAME: 'Other', SURPLUS: '1' } },
      }),
    repaired: ['update processor'],
    words:
      /handler other\.handler → index\.handler; timeout in seconds 3 → 60; TABLE_NAME Other → UnicornSensorData; SURPLUS is set/,
  },
  {
    name: "the function's code",
    happens: ({ lambda }) => lambda.updateFunctionCode({ FunctionName, ZipFile: zipOf({ 'index.mjs': '' }) }),
    repaired: ['update processor'],
    words: /its code is not this version/,
  },
  {
    name: 'the trigger disabled, with another batch size',
    happens: async ({ lambda }, UUID) => {
      await lambda.updateEventSourceMapping({ UUID, Enabled: false, BatchSize: 7 });
      await eventually('disabled', async () => (await lambda.getEventSourceMapping({ UUID })).State === 'Disabled');
    },
    repaired: ['update trigger'],
    words: /batch size 7 → 100; it is disabled/,
  },
  {
    name: 'the trigger removed',
    happens: ({ lambda }, UUID) => lambda.deleteEventSourceMapping({ UUID }),
    repaired: ['create trigger'],
  },
  {
    name: 'the function removed, and its trigger with nothing to call',
    happens: ({ lambda }) => lambda.deleteFunction({ FunctionName }),
    repaired: ['create processor'],
  },
  {
    name: 'the policy allows more',
    happens: ({ identities: { iam } }) =>
      iam.createPolicyVersion({ PolicyArn: writePolicy, PolicyDocument: anything, SetAsDefault: true }),
    repaired: ['update write-policy'],
    words: /it allows other things than it shall/,
  },
  {
    name: 'the policy has as many versions as it may have',
    happens: async ({ identities: { iam } }) => {
      const { Versions = [] } = await iam.listPolicyVersions({ PolicyArn: writePolicy });
      for (let count = Versions.length; count < 5; count++) {
        await iam.createPolicyVersion({ PolicyArn: writePolicy, PolicyDocument: anything, SetAsDefault: true });
      }
    },
    repaired: ['update write-policy'],
  },
  {
    name: "the function's role has a policy less, and two more",
    happens: async ({ identities: { iam } }) => {
      await iam.detachRolePolicy({ RoleName: processorRole, PolicyArn: writePolicy });
      const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
      await iam.attachRolePolicy({ RoleName: processorRole, PolicyArn });
      await iam.putRolePolicy({ RoleName: processorRole, PolicyName: 'more', PolicyDocument: anything });
    },
    repaired: ['update processor-role'],
    words:
      /WildRydesDynamoDBWritePolicy is not attached; AdministratorAccess is attached, more than it needs; its policy more is more/,
  },
  {
    name: 'the role trusts somebody else, and may do something else',
    happens: async ({ identities: { iam } }) => {
      const PolicyDocument = documentOf({ Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } });
      await iam.updateAssumeRolePolicy({ RoleName: guestRole, PolicyDocument });
      await iam.putRolePolicy({
        RoleName: guestRole,
        PolicyName: 'WildrydesDashboardPolicy',
        PolicyDocument: anything,
      });
    },
    repaired: ['update guest-role'],
    words: /not trusted to whom it shall be; its policy WildrydesDashboardPolicy allows other things/,
  },
  {
    name: 'the pool lets nobody in',
    happens: ({ cognito }, _, IdentityPoolId) =>
      cognito.updateIdentityPool({
        IdentityPoolId,
        IdentityPoolName: 'wildrydes',
        AllowUnauthenticatedIdentities: false,
        IdentityPoolTags: { 'paddock:ride': 'wildrydes' },
      }),
    repaired: ['update identity-pool'],
    words: /it lets no guests in/,
  },
  {
    name: 'the guests have no role',
    happens: ({ cognito }, _, IdentityPoolId) => cognito.setIdentityPoolRoles({ IdentityPoolId, Roles: {} }),
    repaired: ['create guest-access'],
  },
  {
    name: 'the pool removed: the role trusts the new one',
    happens: ({ cognito }, _, IdentityPoolId) => cognito.deleteIdentityPool({ IdentityPoolId }),
    repaired: ['create guest-access', 'create identity-pool', 'update guest-role'],
  },
  {
    name: 'the logs kept for ever',
    happens: ({ logs }) => logs.deleteRetentionPolicy({ logGroupName: `/aws/lambda/${FunctionName}` }),
    repaired: ['update processor-logs'],
    words: /retention in days none → 14/,
  },
  {
    name: 'the application stopped',
    happens: (paddock) => paddock.stop(ApplicationName),
    repaired: ['update application'],
    words: /it is stopped/,
  },
  {
    name: "the application's SQL, input and output, while it runs",
    happens: async (paddock) => {
      const { InputDescriptions, OutputDescriptions } = await paddock.settled(ApplicationName);
      const columns = [{ Name: 'Name', SqlType: 'VARCHAR(8)', Mapping: '$.Name' }];
      await paddock.update(ApplicationName, {
        ApplicationCodeUpdate: 'CREATE OR REPLACE STREAM "S" ("A" INTEGER);',
        InputUpdates: [
          { InputId: InputDescriptions?.[0]?.InputId, InputSchemaUpdate: { RecordColumnUpdates: columns } },
        ],
        OutputUpdates: [
          {
            OutputId: OutputDescriptions?.[0]?.OutputId,
            KinesisStreamsOutputUpdate: { ResourceARNUpdate: arnOf('wildrydes') },
          },
        ],
      });
    },
    repaired: ['update application'],
    words:
      /its SQL is not the summary; its input is not wildrydes with the columns of a reading; its output does not go to wildrydes-summary/,
  },
  {
    name: 'the application without its output',
    happens: async ({ analytics, settled }) => {
      const { OutputDescriptions, ApplicationVersionId } = await settled(ApplicationName);
      await analytics.deleteApplicationOutput({
        ApplicationName,
        CurrentApplicationVersionId: ApplicationVersionId,
        OutputId: OutputDescriptions?.[0]?.OutputId,
      });
      await settled(ApplicationName);
    },
    repaired: ['update application'],
    words: /its output does not go to wildrydes-summary/,
  },
  {
    name: 'the table removed',
    happens: ({ dynamo }) => dynamo.deleteTable({ TableName: 'UnicornSensorData' }),
    repaired: ['create table'],
  },
  {
    name: 'the stream removed',
    happens: ({ sdk }) => sdk.deleteStream({ StreamName: 'wildrydes' }),
    repaired: ['create stream'],
  },
];

void describe('drift is put right', () => {
  let paddock: RidePaddock;
  before(async () => {
    paddock = await startRide();
    assert.equal((await paddock.deploy()).error, undefined);
  });
  after(() => paddock.close());

  for (const { name, happens, repaired, words } of drifts) {
    void it(name, async () => {
      const found = await paddock.find();
      await happens(paddock, found?.triggerId ?? '', found?.identityPoolId ?? '');
      const planned = await paddock.plan();
      assert.deepEqual(
        planned.value?.steps
          .flatMap(({ part, action }) => (action.kind === 'none' ? [] : `${action.kind} ${part.id}`))
          .toSorted(),
        repaired,
      );
      const { error, done, events } = await paddock.deploy();
      assert.equal(error, undefined);
      assert.deepEqual(done.toSorted(), repaired);
      const differences = events.flatMap((event) =>
        event.kind === 'planned' && event.action.kind === 'update' ? event.action.differences : [],
      );
      if (words !== undefined) assert.match(differences.join('; '), words);
      const { isComplete, parts } = await paddock.status();
      assert.equal(isComplete, true, JSON.stringify(parts.filter(({ state }) => state !== 'ready')));
      assert.deepEqual((await paddock.deploy()).done, []);
    });
  }
});
