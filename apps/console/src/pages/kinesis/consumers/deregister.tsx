import { DeregisterStreamConsumerCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { useAction } from '../../../shared/use-aws.js';
import { streamKey } from '../use-stream.js';
import { consumerTexts } from './texts.js';

interface DeregisterProps {
  readonly stream: string;
  /** The stream's. */
  readonly arn: string;
  readonly consumer: string;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

export function Deregister({ stream, arn, consumer, onDone, onDismiss }: DeregisterProps) {
  const t = useTexts(consumerTexts);
  const kinesis = useClient(KinesisClient);
  const remove = useAction(
    () => kinesis.send(new DeregisterStreamConsumerCommand({ StreamARN: arn, ConsumerName: consumer })),
    { changes: [streamKey(stream)], done: () => t('consumer.deregistered', { name: consumer }) },
  );
  return (
    <ConfirmDelete
      name={consumer}
      title={t('consumer.deregister.title', { name: consumer })}
      action={t('consumers.deregister')}
      isRunning={remove.isRunning}
      error={remove.error}
      onConfirm={() => void remove.run().then((answer) => answer && onDone())}
      onDismiss={onDismiss}
    >
      {t('consumer.deregister.hint')}
    </ConfirmDelete>
  );
}
