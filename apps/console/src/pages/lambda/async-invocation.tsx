import {
  DeleteFunctionEventInvokeConfigCommand,
  LambdaClient,
  PutFunctionEventInvokeConfigCommand,
  type FunctionEventInvokeConfig,
} from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { useFormat } from '../../shared/format.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { useEventInvoke } from './designer.js';
import { Dialog } from './dialog.js';
import { keysOf } from './keys.js';
import { isWhole } from './numbers.js';
import { configTexts } from './texts-config.js';

const usualAge = 21_600;
const usualRetries = 2;

/** How often events that wait are tried, and where they go afterwards. */
export function AsyncInvocation({ name }: { readonly name: string }) {
  const t = useTexts(configTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const client = useClient(LambdaClient);
  const config = useEventInvoke(name);
  const [isEditing, setIsEditing] = useState(false);
  const { data } = config;
  const reset = useAction(() => client.send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName: name })), {
    changes: [keysOf(name).async],
    done: () => t('async.done', { name }),
    tellsFailure: true,
  });
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {data && (
                <Button loading={reset.isRunning} onClick={() => void reset.run()}>
                  {t('async.reset')}
                </Button>
              )}
              <Button ariaLabel={t('async.edit')} disabled={data === undefined} onClick={() => setIsEditing(true)}>
                {shared('action.edit')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('part.async')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {data === undefined && <Problem error={config.error} onRetry={() => void config.refetch()} />}
        {data !== undefined && (
          <KeyValuePairs
            columns={2}
            items={[
              { label: t('async.age'), value: format.number(data?.MaximumEventAgeInSeconds ?? usualAge) },
              { label: t('async.retries'), value: format.number(data?.MaximumRetryAttempts ?? usualRetries) },
              {
                label: t('async.success'),
                value: data?.DestinationConfig?.OnSuccess?.Destination ?? t('none.field'),
              },
              {
                label: t('async.failure'),
                value: data?.DestinationConfig?.OnFailure?.Destination ?? t('none.field'),
              },
            ]}
          />
        )}
      </SpaceBetween>
      {isEditing && data !== undefined && (
        <EditAsync name={name} initial={data} onDismiss={() => setIsEditing(false)} />
      )}
    </Container>
  );
}

interface EditAsyncProps {
  readonly name: string;
  readonly initial: FunctionEventInvokeConfig | null;
  readonly onDismiss: () => void;
}

function EditAsync({ name, initial, onDismiss }: EditAsyncProps) {
  const t = useTexts(configTexts);
  const client = useClient(LambdaClient);
  const [age, setAge] = useState(String(initial?.MaximumEventAgeInSeconds ?? usualAge));
  const [retries, setRetries] = useState(String(initial?.MaximumRetryAttempts ?? usualRetries));
  const [success, setSuccess] = useState(initial?.DestinationConfig?.OnSuccess?.Destination ?? '');
  const [failure, setFailure] = useState(initial?.DestinationConfig?.OnFailure?.Destination ?? '');
  const isArn = (text: string): boolean => text === '' || /^arn:aws[\w-]*:\S+$/.test(text);
  const faults = {
    age: !isWhole(age, 60, usualAge),
    retries: !isWhole(retries, 0, usualRetries),
    success: !isArn(success),
    failure: !isArn(failure),
  };
  const save = useAction(
    () =>
      client.send(
        new PutFunctionEventInvokeConfigCommand({
          FunctionName: name,
          MaximumEventAgeInSeconds: Number(age),
          MaximumRetryAttempts: Number(retries),
          DestinationConfig: {
            ...(success === '' ? {} : { OnSuccess: { Destination: success } }),
            ...(failure === '' ? {} : { OnFailure: { Destination: failure } }),
          },
        }),
      ),
    { changes: [keysOf(name).async], done: () => t('async.done', { name }) },
  );
  const submit = async (): Promise<void> => {
    if (!Object.values(faults).includes(true) && (await save.run()) !== undefined) onDismiss();
  };
  return (
    <Dialog
      title={t('async.edit')}
      isRunning={save.isRunning}
      error={save.error}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      <FormField
        label={t('async.age')}
        description={t('async.age.hint')}
        errorText={faults.age ? t('fault.range', { from: 60, to: usualAge }) : undefined}
      >
        <Input value={age} inputMode="numeric" onChange={({ detail }) => setAge(detail.value)} />
      </FormField>
      <FormField
        label={t('async.retries')}
        description={t('async.retries.hint')}
        errorText={faults.retries ? t('fault.range', { from: 0, to: usualRetries }) : undefined}
      >
        <Input value={retries} inputMode="numeric" onChange={({ detail }) => setRetries(detail.value)} />
      </FormField>
      <FormField
        label={t('async.success')}
        description={t('async.success.hint')}
        errorText={faults.success ? t('policy.arn.fault') : undefined}
      >
        <Input value={success} onChange={({ detail }) => setSuccess(detail.value.trim())} />
      </FormField>
      <FormField
        label={t('async.failure')}
        description={t('async.failure.hint')}
        errorText={faults.failure ? t('policy.arn.fault') : undefined}
      >
        <Input value={failure} onChange={({ detail }) => setFailure(detail.value.trim())} />
      </FormField>
    </Dialog>
  );
}
