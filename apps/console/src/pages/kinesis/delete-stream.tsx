import { DeleteStreamCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import Checkbox from '@cloudscape-design/components/checkbox';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { useAction } from '../../shared/use-aws.js';
import { streamTexts } from './texts.js';
import { streamsKey, useSummary } from './use-stream.js';

interface DeleteStreamProps {
  readonly name: string;
  readonly onDeleted: () => void;
  readonly onDismiss: () => void;
}

export function DeleteStream({ name, onDeleted, onDismiss }: DeleteStreamProps) {
  const t = useTexts(streamTexts);
  const kinesis = useClient(KinesisClient);
  const summary = useSummary(name);
  const consumers = summary.data?.ConsumerCount ?? 0;
  const [withConsumers, setWithConsumers] = useState(false);
  const remove = useAction(
    () => kinesis.send(new DeleteStreamCommand({ StreamName: name, EnforceConsumerDeletion: withConsumers })),
    { changes: [streamsKey], done: () => t('delete.done', { name }) },
  );
  return (
    <ConfirmDelete
      name={name}
      title={t('delete.title', { name })}
      isRunning={remove.isRunning}
      error={remove.error}
      onConfirm={() => void remove.run().then((answer) => answer && onDeleted())}
      onDismiss={onDismiss}
    >
      {t('delete.hint')}
      {consumers > 0 && (
        <Checkbox checked={withConsumers} onChange={({ detail }) => setWithConsumers(detail.checked)}>
          {t('delete.consumers', { count: consumers })}
        </Checkbox>
      )}
    </ConfirmDelete>
  );
}
