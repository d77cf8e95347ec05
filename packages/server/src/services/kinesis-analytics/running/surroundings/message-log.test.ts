import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { silentLogger } from '../../../../runtime/log.js';
import { testAccount, testRegion, testStart } from '../../../../test-request.js';
import { getLogEvents } from '../../../logs/operations/get-log-events.js';
import { LogsPort } from '../../../logs/port.js';
import { testLogs, type TestLogs } from '../../../logs/testing.js';
import type { Application } from '../../domain/application.js';
import type { ApplicationMessage } from '../ports.js';
import { LogStreamMessages } from './message-log.js';
import { testApplication, testApplicationArn, testDenial, testRoleArn } from './testing.js';

const logStreamArn = `arn:aws:logs:${testRegion}:${testAccount}:log-group:/aws/kinesis-analytics/rides:log-stream:log`;
const group = '/aws/kinesis-analytics/rides';
const application = testApplication({ logging: [{ id: '1.1', logStreamArn, role: testRoleArn }] });
const inputError: ApplicationMessage = { errorCode: 'InputError', message: 'There is a problem.', itemId: '1.1' };

describe('LogStreamMessages', () => {
  let logs: TestLogs;
  let messages: LogStreamMessages;
  let role: ReturnType<typeof testDenial>;
  const roles: (string | undefined)[] = [];
  beforeEach(async () => {
    logs = await testLogs();
    role = testDenial();
    roles.length = 0;
    messages = new LogStreamMessages({
      logs: new LogsPort(logs.context),
      checks: {
        denial: (_application, roleArn, needs) => {
          roles.push(roleArn);
          return role.ask(needs);
        },
      },
      clock: logs.clock,
      logger: silentLogger,
    });
  });
  afterEach(() => logs.stop());

  const written = async (): Promise<{ readonly timestamp: number | undefined; readonly message: string }[]> => {
    const { events = [] } = await logs.run(getLogEvents, {
      logGroupName: group,
      logStreamName: 'log',
      startFromHead: true,
    });
    return events.map(({ timestamp, message = '' }) => ({ timestamp, message }));
  };
  const write = async (to: Application, ...given: readonly ApplicationMessage[]): Promise<void> => {
    for (const message of given) messages.write(to, message);
    await messages.settled();
  };

  it("writes AWS's text, member by member", async () => {
    await logs.createStream(group, 'log');
    await write(
      application,
      inputError,
      { ...inputError, itemId: null },
      { ...inputError, errorCode: 'ReferenceDataError', itemId: '3.1' },
      { ...inputError, errorCode: 'OutputError', itemId: '2.1' },
      { ...inputError, errorCode: 'CodeError', itemId: null },
    );
    const found = await written();
    const start = `{"applicationARN":"${testApplicationArn}","applicationVersionId":"5","messageType":"ERROR","message":"There is a problem.",`;
    assert.deepEqual(
      found.map(({ message }) => message),
      [
        `${start}"inputId":"1.1","errorCode":"InputError","messageSchemaVersion":"1"}`,
        `${start}"inputId":null,"errorCode":"InputError","messageSchemaVersion":"1"}`,
        `${start}"referenceId":"3.1","errorCode":"ReferenceDataError","messageSchemaVersion":"1"}`,
        `${start}"outputId":"2.1","errorCode":"OutputError","messageSchemaVersion":"1"}`,
        `${start}"errorCode":"CodeError","messageSchemaVersion":"1"}`,
      ],
    );
    assert.equal(found[0]?.timestamp, testStart);
    assert.equal(role.asked[0], `logs:PutLogEvents ${logStreamArn}`);
    assert.equal(roles[0], testRoleArn);
  });

  it('writes under the role of the application where the option has none', async () => {
    await logs.createStream(group, 'log');
    const serviceRole = `arn:aws:iam::${testAccount}:role/service`;
    await write(testApplication({ serviceRole, logging: [{ id: '1.1', logStreamArn }] }), inputError);
    assert.deepEqual([roles, (await written()).length], [[serviceRole], 1]);
  });

  it('makes no stream that is not there', async () => {
    await write(application, inputError);
    assert.equal(await new LogsPort(logs.context).hasGroup({ account: testAccount, region: testRegion, group }), false);
    await logs.createStream(group, 'other');
    await write(application, inputError);
    await assert.rejects(written(), /does not exist/);
  });

  it('writes nothing that the role may not, and nothing without a logging option', async () => {
    await logs.createStream(group, 'log');
    role.denied = { kind: 'policy', message: 'not you' };
    await write(application, inputError);
    role.denied = undefined;
    await write(testApplication(), inputError);
    await write(testApplication({ logging: [{ id: '1.1', logStreamArn: 'arn:aws:logs' }] }), inputError);
    assert.deepEqual(await written(), []);
  });

  it('loses what is too much to wait', async () => {
    await logs.createStream(group, 'log');
    await write(application, ...Array.from({ length: 1_500 }, () => inputError));
    // The first was on its way already.
    assert.equal(role.asked.length, 1_001);
  });
});
