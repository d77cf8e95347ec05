import { DescribeTimeToLiveCommand, DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import { dynamoTexts } from '../texts.js';
import { Details } from './details.js';

const states = {
  ENABLED: 'success',
  ENABLING: 'in-progress',
  DISABLING: 'in-progress',
  DISABLED: 'stopped',
} as const satisfies Record<string, StatusIndicatorProps.Type>;

/** Which attribute says when an item is to go. */
export function TtlSettings({ name }: { readonly name: string }) {
  const t = useTexts(dynamoTexts);
  const client = useClient(DynamoDBClient);
  const [attribute, setAttribute] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const { data, error } = useAws(
    ['dynamodb', 'ttl', name],
    async ({ signal }) =>
      (await client.send(new DescribeTimeToLiveCommand({ TableName: name }), { abortSignal: signal }))
        .TimeToLiveDescription ?? {},
    { every: (now) => (now?.TimeToLiveStatus?.endsWith('ING') ? 2000 : false) },
  );
  const update = useAction(
    (change: { readonly attribute: string; readonly on: boolean }) =>
      client.send(
        new UpdateTimeToLiveCommand({
          TableName: name,
          TimeToLiveSpecification: { AttributeName: change.attribute, Enabled: change.on },
        }),
      ),
    { changes: [['dynamodb', 'ttl', name]], done: (_, { on }) => (on ? t('ttl.turnedOn') : t('ttl.turnedOff')) },
  );
  const status = data?.TimeToLiveStatus ?? 'DISABLED';
  const isOff = status === 'DISABLED';
  const turnOn = (): void => {
    setWasTried(true);
    if (attribute !== '') void update.run({ attribute, on: true });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        turnOn();
      }}
    >
      <Container
        header={
          <Header
            variant="h2"
            description={t('ttl.hint')}
            actions={
              data &&
              !isOff && (
                <Button
                  formAction="none"
                  loading={update.isRunning}
                  disabled={status !== 'ENABLED'}
                  ariaLabel={t('ttl.turnOff')}
                  onClick={() => void update.run({ attribute: data.AttributeName ?? '', on: false })}
                >
                  {t('turn.off')}
                </Button>
              )
            }
          >
            {t('ttl')}
          </Header>
        }
      >
        <SpaceBetween size="m">
          <Problem error={data === undefined ? error : undefined} />
          {data && (
            <Details
              items={[
                [
                  t('column.status'),
                  <StatusIndicator key="status" type={states[status]}>
                    {t(`ttl.${status}`)}
                  </StatusIndicator>,
                ],
                ...(data.AttributeName === undefined ? [] : [[t('ttl.attribute'), data.AttributeName] as const]),
              ]}
            />
          )}
          {data && isOff && (
            <FormField
              label={t('ttl.attribute')}
              description={t('ttl.attribute.hint')}
              errorText={wasTried && attribute === '' ? t('fault.required') : undefined}
              secondaryControl={
                <Button loading={update.isRunning} ariaLabel={t('ttl.turnOn')}>
                  {t('turn.on')}
                </Button>
              }
            >
              <Input
                value={attribute}
                ariaLabel={t('ttl.attribute')}
                onChange={({ detail }) => setAttribute(detail.value)}
              />
            </FormField>
          )}
          <Problem error={update.error} />
        </SpaceBetween>
      </Container>
    </form>
  );
}
