import { BatchWriteItemCommand, DeleteItemCommand, DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import Box from '@cloudscape-design/components/box';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { useAction } from '../../../shared/use-aws.js';
import type { Item } from '../values/attribute.js';
import { writeAll } from './batch-writes.js';
import { keyOf, type KeyAttribute } from './schema.js';
import { itemTexts } from './texts.js';

/** One BatchWriteItem for `writeAll`. */
export const batchSender =
  (client: DynamoDBClient, table: string) =>
  async (writes: readonly WriteRequest[]): Promise<readonly WriteRequest[]> => {
    const { UnprocessedItems } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: [...writes] } }),
    );
    return UnprocessedItems?.[table] ?? [];
  };

export const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

interface DeleteItemsProps {
  readonly table: string;
  readonly items: readonly Item[];
  readonly keys: readonly KeyAttribute[];
  readonly onDeleted: (items: readonly Item[]) => void;
  readonly onDismiss: () => void;
}

export function DeleteItems({ table, items, keys, onDeleted, onDismiss }: DeleteItemsProps) {
  const t = useTexts(itemTexts);
  const client = useClient(DynamoDBClient);
  const [done, setDone] = useState(0);
  const remove = useAction(
    async () => {
      const found = items.map((item) => keyOf(item, keys)).filter((key) => key !== undefined);
      const [only] = found;
      if (found.length === 1 && only) {
        await client.send(new DeleteItemCommand({ TableName: table, Key: only }));
        return 1;
      }
      const left = await writeAll(
        found.map((Key) => ({ DeleteRequest: { Key } })),
        {
          send: batchSender(client, table),
          wait,
          onProgress: (progress) => setDone(progress.done),
          signal: new AbortController().signal,
        },
      );
      if (left.length > 0) throw new Error(t('delete.left', { count: left.length }));
      return found.length;
    },
    { done: (count) => t('delete.done', { count }) },
  );
  const confirm = async (): Promise<void> => {
    if ((await remove.run()) === undefined) return;
    onDismiss();
    onDeleted(items);
  };
  return (
    <ConfirmDelete
      name="delete"
      title={t('delete.title', { count: items.length })}
      isRunning={remove.isRunning}
      error={remove.error}
      onConfirm={() => void confirm()}
      onDismiss={onDismiss}
    >
      <Box>{t('delete.text', { table })}</Box>
      {remove.isRunning && items.length > 25 && (
        <ProgressBar value={(done / items.length) * 100} label={t('delete.progress')} />
      )}
    </ConfirmDelete>
  );
}
