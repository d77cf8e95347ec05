import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  DeleteLogStreamCommand,
  DescribeLogStreamsCommand,
  type LogStream,
} from '@aws-sdk/client-cloudwatch-logs';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { logStreamHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { useFormat } from '../../../shared/format.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import { streamNameFault } from './events.js';
import { FormDialog } from './form-dialog.js';
import { logsTexts } from './texts.js';

/** A group's streams: by their last event, or by the beginning of their names. */
export function Streams({ group }: { readonly group: string }) {
  const t = useTexts(logsTexts);
  const s = useTexts(sharedTexts);
  const format = useFormat();
  const logs = useClient(CloudWatchLogsClient);
  const [prefix, setPrefix] = useState('');
  const [most, setMost] = useState(100);
  const [selected, setSelected] = useState<string>();
  const [asked, setAsked] = useState<'create' | 'delete'>();
  const { data, error, refetch, isPending } = useAws(
    ['logs', 'streams', group, prefix, most],
    async ({ signal }) => {
      const found: LogStream[] = [];
      let nextToken: string | undefined;
      do {
        const page = await logs.send(
          new DescribeLogStreamsCommand({
            logGroupName: group,
            limit: 50,
            ...(prefix === '' ? { orderBy: 'LastEventTime', descending: true } : { logStreamNamePrefix: prefix }),
            ...(nextToken === undefined ? {} : { nextToken }),
          }),
          { abortSignal: signal },
        );
        found.push(...(page.logStreams ?? []));
        ({ nextToken } = page);
      } while (nextToken !== undefined && found.length < most);
      return { streams: found, hasMore: nextToken !== undefined };
    },
    { every: 15_000, keep: true },
  );
  const remove = useAction(
    (name: string) => logs.send(new DeleteLogStreamCommand({ logGroupName: group, logStreamName: name })),
    { changes: [['logs']], done: (_, name) => t('stream.deleted.done', { name }) },
  );
  const stream = data?.streams.find(({ logStreamName }) => logStreamName === selected);
  return (
    <>
      <SpaceBetween size="m">
        <Input
          type="search"
          value={prefix}
          placeholder={t('streams.prefix')}
          ariaLabel={t('streams.prefix')}
          onChange={({ detail }) => setPrefix(detail.value)}
        />
        <ResourceTable<LogStream>
          title={t('streams')}
          things={t('streams.things')}
          items={data?.streams}
          id={({ logStreamName = '' }) => logStreamName}
          isLoading={isPending}
          error={error}
          hasNoFilter
          sortedBy="last"
          descending
          onRefresh={() => void refetch()}
          selection={{
            type: 'single',
            selected: stream === undefined ? [] : [stream],
            onSelect: ([one]) => setSelected(one?.logStreamName),
          }}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={stream === undefined} onClick={() => setAsked('delete')}>
                {s('action.delete')}
              </Button>
              <Button onClick={() => setAsked('create')}>{t('streams.create')}</Button>
            </SpaceBetween>
          }
          columns={[
            {
              id: 'name',
              header: t('stream.name'),
              cell: ({ logStreamName = '' }) => <Link href={logStreamHref(group, logStreamName)}>{logStreamName}</Link>,
              by: ({ logStreamName }) => logStreamName,
            },
            {
              id: 'last',
              header: t('stream.last'),
              cell: ({ lastEventTimestamp }) => format.time(lastEventTimestamp),
              by: ({ lastEventTimestamp }) => lastEventTimestamp,
            },
            {
              id: 'first',
              header: t('stream.first'),
              cell: ({ firstEventTimestamp }) => format.time(firstEventTimestamp),
              by: ({ firstEventTimestamp }) => firstEventTimestamp,
            },
          ]}
        />
        {data?.hasMore && <Button onClick={() => setMost(most + 500)}>{t('streams.more')}</Button>}
      </SpaceBetween>
      {asked === 'create' && <CreateStream group={group} onDismiss={() => setAsked(undefined)} />}
      {asked === 'delete' && selected !== undefined && (
        <ConfirmDelete
          name={selected}
          isRunning={remove.isRunning}
          error={remove.error}
          onDismiss={() => setAsked(undefined)}
          onConfirm={() => void remove.run(selected).then((done) => done && setAsked(undefined))}
        />
      )}
    </>
  );
}

function CreateStream({ group, onDismiss }: { readonly group: string; readonly onDismiss: () => void }) {
  const t = useTexts(logsTexts);
  const s = useTexts(sharedTexts);
  const logs = useClient(CloudWatchLogsClient);
  const [name, setName] = useState('');
  const [isSent, setIsSent] = useState(false);
  const fault = streamNameFault(name);
  const create = useAction(() => logs.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName: name })), {
    changes: [['logs', 'streams']],
    done: () => t('stream.created.done', { name }),
  });
  return (
    <FormDialog
      title={t('streams.create')}
      action={s('action.create')}
      isRunning={create.isRunning}
      error={create.error}
      onDismiss={onDismiss}
      onSubmit={() => {
        setIsSent(true);
        if (fault === undefined) void create.run().then((done) => done && onDismiss());
      }}
    >
      <FormField label={t('stream.name')} {...(isSent && fault ? { errorText: t(`fault.${fault}`) } : {})}>
        <Input value={name} autoFocus autoComplete={false} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </FormDialog>
  );
}
