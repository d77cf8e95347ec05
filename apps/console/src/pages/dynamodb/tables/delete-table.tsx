import { CreateBackupCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { useAction } from '../../../shared/use-aws.js';
import { dynamoTexts } from '../texts.js';

interface DeleteTableProps {
  readonly name: string;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

/** Asks for the table's name, and deletes it with all its items. */
export function DeleteTable({ name, onDone, onDismiss }: DeleteTableProps) {
  const t = useTexts(dynamoTexts);
  const client = useClient(DynamoDBClient);
  const [backs, setBacks] = useState(false);
  const remove = useAction(
    async () => {
      if (backs)
        await client.send(new CreateBackupCommand({ TableName: name, BackupName: `${name.slice(0, 240)}-final` }));
      return client.send(new DeleteTableCommand({ TableName: name }));
    },
    { changes: [['dynamodb']], done: () => t('delete.done', { name }) },
  );
  const confirm = async (): Promise<void> => {
    if ((await remove.run()) === undefined) return;
    onDismiss();
    onDone();
  };
  return (
    <ConfirmDelete
      name={name}
      title={t('delete.title')}
      action={t('delete.submit')}
      isRunning={remove.isRunning}
      error={remove.error}
      onConfirm={() => void confirm()}
      onDismiss={onDismiss}
    >
      <Box>{t('delete.text', { name })}</Box>
      <Checkbox checked={backs} onChange={({ detail }) => setBacks(detail.checked)}>
        {t('delete.backup')}
      </Checkbox>
    </ConfirmDelete>
  );
}
