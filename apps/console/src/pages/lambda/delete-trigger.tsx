import {
  DeleteEventSourceMappingCommand,
  LambdaClient,
  type EventSourceMappingConfiguration,
} from '@aws-sdk/client-lambda';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { useAction } from '../../shared/use-aws.js';
import { keysOf } from './keys.js';
import { triggerTexts } from './texts-triggers.js';
import { sourceOf } from './trigger-form-model.js';

interface DeleteTriggerProps {
  readonly name: string;
  readonly mapping: EventSourceMappingConfiguration;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

export function DeleteTrigger({ name, mapping, onDone, onDismiss }: DeleteTriggerProps) {
  const t = useTexts(triggerTexts);
  const client = useClient(LambdaClient);
  const source = sourceOf(mapping.EventSourceArn).name;
  const remove = useAction(() => client.send(new DeleteEventSourceMappingCommand({ UUID: mapping.UUID })), {
    changes: [keysOf(name).mappings],
    done: () => t('delete.done', { name: source }),
  });
  return (
    <ConfirmDelete
      name={source}
      isRunning={remove.isRunning}
      error={remove.error}
      onDismiss={onDismiss}
      onConfirm={() => void remove.run().then((done) => done !== undefined && onDone())}
    />
  );
}
