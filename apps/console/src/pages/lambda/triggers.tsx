import {
  LambdaClient,
  UpdateEventSourceMappingCommand,
  type EventSourceMappingConfiguration,
} from '@aws-sdk/client-lambda';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { useFormat } from '../../shared/format.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { DeleteTrigger } from './delete-trigger.js';
import { MappingState, useMappings } from './designer.js';
import { addTriggerHref, editTriggerHref } from './hrefs.js';
import { keysOf } from './keys.js';
import { triggerTexts } from './texts-triggers.js';
import { isPassing, sourceOf } from './trigger-form-model.js';
import { sourceLabel } from './source-label.js';

export function Triggers({ name }: { readonly name: string }) {
  const t = useTexts(triggerTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const client = useClient(LambdaClient);
  const mappings = useMappings(name);
  const [selected, setSelected] = useState<readonly EventSourceMappingConfiguration[]>([]);
  const [isDeleting, setIsDeleting] = useState(false);
  // As it is now, not as it was when it was chosen.
  const chosen = mappings.data?.find(({ UUID }) => UUID === selected[0]?.UUID);
  const isOn = chosen?.State === 'Enabled' || chosen?.State === 'Enabling';
  const toggle = useAction<boolean>(
    (enabled) => client.send(new UpdateEventSourceMappingCommand({ UUID: chosen?.UUID, Enabled: enabled })),
    {
      changes: [keysOf(name).mappings],
      tellsFailure: true,
      done: (_, enabled) =>
        t(enabled ? 'enable.done' : 'disable.done', { name: sourceOf(chosen?.EventSourceArn).name }),
    },
  );
  const isBusy = chosen === undefined || isPassing(chosen.State);
  return (
    <>
      <ResourceTable
        title={t('triggers')}
        things={t('things')}
        items={mappings.data}
        isLoading={mappings.isLoading}
        error={mappings.error}
        onRefresh={() => void mappings.refetch()}
        id={({ UUID = '' }) => UUID}
        selection={{ type: 'single', selected: chosen === undefined ? [] : [chosen], onSelect: setSelected }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={isBusy} loading={toggle.isRunning} onClick={() => void toggle.run(!isOn)}>
              {t(isOn ? 'disable' : 'enable')}
            </Button>
            <Button
              disabled={chosen === undefined}
              {...(chosen ? { href: editTriggerHref(name, chosen.UUID ?? '') } : {})}
            >
              {shared('action.edit')}
            </Button>
            <Button disabled={chosen === undefined} onClick={() => setIsDeleting(true)}>
              {shared('action.delete')}
            </Button>
            <Button variant="primary" href={addTriggerHref(name)}>
              {t('add.title')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'source',
            header: t('triggers'),
            isRowHeader: true,
            by: ({ EventSourceArn }) => EventSourceArn,
            cell: ({ EventSourceArn, UUID = '' }) => {
              const source = sourceOf(EventSourceArn);
              return (
                <Link href={editTriggerHref(name, UUID)}>
                  {sourceLabel[source.kind]}: {source.name}
                </Link>
              );
            },
          },
          { id: 'state', header: t('state'), by: ({ State }) => State, cell: (one) => <MappingState of={one} /> },
          {
            id: 'result',
            header: t('result'),
            by: ({ LastProcessingResult }) => LastProcessingResult,
            cell: ({ LastProcessingResult }) => LastProcessingResult || '–',
          },
          {
            id: 'reason',
            header: t('reason'),
            cell: ({ StateTransitionReason }) => StateTransitionReason || '–',
          },
          {
            id: 'batch',
            header: t('batch'),
            by: ({ BatchSize }) => BatchSize,
            cell: ({ BatchSize }) => format.number(BatchSize),
          },
          {
            id: 'function',
            header: t('function'),
            cell: ({ FunctionArn = '' }) => FunctionArn.split(':').slice(6).join(':'),
          },
        ]}
      />
      {isDeleting && chosen !== undefined && (
        <DeleteTrigger
          name={name}
          mapping={chosen}
          onDone={() => setIsDeleting(false)}
          onDismiss={() => setIsDeleting(false)}
        />
      )}
    </>
  );
}
