import { CloudWatchLogsClient, CreateLogGroupCommand, CreateLogStreamCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AddApplicationCloudWatchLoggingOptionCommand,
  KinesisAnalyticsClient,
  type ApplicationDetail,
} from '@aws-sdk/client-kinesis-analytics';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient, useSession } from '../../session/use-session.js';
import { isCode } from '../../shared/aws-problem.js';
import { Problem } from '../../shared/problem.js';
import { useAction } from '../../shared/use-aws.js';
import { withNewRole } from './ensure-role.js';
import { logStreamOf } from './log-stream.js';
import { createdRole, isRoleChosen, RoleField, useRole, type RoleChoice } from './parts/role-field.js';
import { writesLog } from './role-policy.js';
import { texts } from './texts.js';
import { applicationKey } from './use-application.js';

const stream = 'kinesis-analytics-log-stream';

/** Gives an application a log stream: one of its own, made here, or another one. */
export function LoggingForm({ application }: { readonly application: ApplicationDetail }) {
  const t = useTexts(texts);
  const { region, identity } = useSession();
  const analytics = useClient(KinesisAnalyticsClient);
  const logs = useClient(CloudWatchLogsClient);
  const name = application.ApplicationName ?? '';
  const roleFor = useRole(name);
  const [isOwn, setOwn] = useState(true);
  const [typed, setTyped] = useState('');
  const [role, setRole] = useState<RoleChoice>(createdRole);
  const [isChecked, setChecked] = useState(false);
  const group = `/aws/kinesis-analytics/${name}`;
  const arn = isOwn ? `arn:aws:logs:${region}:${identity.account}:log-group:${group}:log-stream:${stream}` : typed;
  const isWrong = logStreamOf(arn) === undefined;
  const needs = [writesLog(arn)];
  const enable = useAction(
    async () => {
      if (isOwn) {
        await orThere(() => logs.send(new CreateLogGroupCommand({ logGroupName: group })));
        await orThere(() => logs.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName: stream })));
      }
      const RoleARN = await roleFor(role, needs);
      await withNewRole(() =>
        analytics.send(
          new AddApplicationCloudWatchLoggingOptionCommand({
            ApplicationName: name,
            CurrentApplicationVersionId: application.ApplicationVersionId,
            CloudWatchLoggingOption: { LogStreamARN: arn, RoleARN },
          }),
        ),
      );
    },
    { changes: [applicationKey(name), ['iam']], done: () => t('logs.enabled') },
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (!isWrong && isRoleChosen(role)) void enable.run();
      }}
    >
      <Form
        actions={
          <Button variant="primary" loading={enable.isRunning}>
            {t('logs.enable')}
          </Button>
        }
      >
        <Container header={<Header variant="h2">{t('logs.title')}</Header>}>
          <SpaceBetween size="m">
            <Box color="text-body-secondary">{t('logs.off')}</Box>
            <Problem error={enable.error} />
            <FormField label={t('logs.where')} stretch>
              <RadioGroup
                value={isOwn ? 'own' : 'typed'}
                items={[
                  { value: 'own', label: t('logs.create', { name: `${group} / ${stream}` }) },
                  { value: 'typed', label: t('logs.existing') },
                ]}
                onChange={({ detail }) => setOwn(detail.value === 'own')}
              />
            </FormField>
            {!isOwn && (
              <FormField label={t('logs.arn')} {...(isChecked && isWrong ? { errorText: t('logs.arn.wrong') } : {})}>
                <Input value={typed} spellcheck={false} onChange={({ detail }) => setTyped(detail.value.trim())} />
              </FormField>
            )}
            <RoleField application={name} value={role} onChange={setRole} needs={needs} isChecked={isChecked} />
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  );
}

/** What is there already is as good as made. */
async function orThere(make: () => Promise<unknown>): Promise<void> {
  try {
    await make();
  } catch (error) {
    if (!isCode(error, 'ResourceAlreadyExistsException')) throw error;
  }
}
