import { KinesisClient, RegisterStreamConsumerCommand, type Consumer } from '@aws-sdk/client-kinesis';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { consumerHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { useFormat } from '../../../shared/format.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { useAction } from '../../../shared/use-aws.js';
import { FormDialog } from '../form-dialog.js';
import { isConsumerName } from '../model/rules.js';
import { Status } from '../status.js';
import { streamTexts } from '../texts.js';
import { streamKey, useConsumers } from '../use-stream.js';
import { Deregister } from './deregister.js';
import { consumerTexts } from './texts.js';

export function ConsumersTab({ name, arn }: { readonly name: string; readonly arn: string }) {
  const t = useTexts(consumerTexts);
  const s = useTexts(streamTexts);
  const format = useFormat();
  const { data, error, isLoading, refetch } = useConsumers(name, arn);
  const [selected, setSelected] = useState<readonly Consumer[]>([]);
  const [dialog, setDialog] = useState<'register' | 'deregister'>();
  const chosen = selected[0]?.ConsumerName;
  const close = (): void => setDialog(undefined);
  return (
    <>
      <ResourceTable
        title={t('consumers')}
        things={t('consumers.things')}
        description={t('consumers.description')}
        items={data}
        isLoading={isLoading}
        error={error}
        onRefresh={() => void refetch()}
        id={({ ConsumerName = '' }) => ConsumerName}
        empty={t('consumers.empty')}
        selection={{ type: 'single', selected, onSelect: setSelected }}
        columns={[
          {
            id: 'name',
            header: t('consumer.name'),
            isRowHeader: true,
            cell: ({ ConsumerName = '' }) => <Link href={consumerHref(name, ConsumerName)}>{ConsumerName}</Link>,
            by: ({ ConsumerName }) => ConsumerName,
          },
          {
            id: 'status',
            header: s('streams.status'),
            cell: ({ ConsumerStatus }) => <Status status={ConsumerStatus} />,
            by: ({ ConsumerStatus }) => ConsumerStatus,
          },
          {
            id: 'created',
            header: s('streams.created'),
            cell: ({ ConsumerCreationTimestamp }) => format.time(ConsumerCreationTimestamp),
            by: ({ ConsumerCreationTimestamp }) => ConsumerCreationTimestamp?.getTime(),
          },
        ]}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={chosen === undefined} onClick={() => setDialog('deregister')}>
              {t('consumers.deregister')}
            </Button>
            <Button onClick={() => setDialog('register')}>{t('consumers.register')}</Button>
          </SpaceBetween>
        }
      />
      {dialog === 'register' && <Register stream={name} arn={arn} there={data ?? []} onClose={close} />}
      {dialog === 'deregister' && chosen !== undefined && (
        <Deregister
          stream={name}
          arn={arn}
          consumer={chosen}
          onDismiss={close}
          onDone={() => {
            close();
            setSelected([]);
          }}
        />
      )}
    </>
  );
}

interface RegisterProps {
  readonly stream: string;
  readonly arn: string;
  readonly there: readonly Consumer[];
  readonly onClose: () => void;
}

function Register({ stream, arn, there, onClose }: RegisterProps) {
  const t = useTexts(consumerTexts);
  const kinesis = useClient(KinesisClient);
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const register = useAction(
    () => kinesis.send(new RegisterStreamConsumerCommand({ StreamARN: arn, ConsumerName: name })),
    { changes: [streamKey(stream)], done: () => t('consumer.registered', { name }) },
  );
  const isTaken = there.some(({ ConsumerName }) => ConsumerName === name);
  const problem = !isConsumerName(name)
    ? tried || name !== ''
      ? t('consumer.name.bad')
      : ''
    : isTaken
      ? t('consumer.name.taken')
      : '';
  return (
    <FormDialog
      title={t('consumers.register')}
      submit={t('consumers.register')}
      isRunning={register.isRunning}
      error={register.error}
      onDismiss={onClose}
      onSubmit={() => {
        setTried(true);
        if (isConsumerName(name) && !isTaken) void register.run().then((answer) => answer && onClose());
      }}
    >
      <FormField label={t('consumer.name')} constraintText={t('consumer.name.hint')} errorText={problem}>
        <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </FormDialog>
  );
}
