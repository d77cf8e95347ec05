import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import { useEffect, useRef } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { useAws } from '../../../shared/use-aws.js';
import type { Item } from '../values/attribute.js';
import { dynamoJsonText } from '../values/dynamo-json.js';
import { EditorForm } from './editor-form.js';
import './items.css';
import type { Key, KeyAttribute } from './schema.js';
import { itemTexts } from './texts.js';

interface ItemEditorProps {
  readonly table: string;
  readonly keys: readonly KeyAttribute[];
  /** Of the item that is edited or copied; undefined for a new one. */
  readonly itemKey: Key | undefined;
  readonly isCopy: boolean;
  /** @param changes whether something was written */
  readonly onClose: (changes: boolean) => void;
}

/** Makes an item, or changes one: read anew and whole, whatever the list has of it. */
export function ItemEditor({ table, keys, itemKey, isCopy, onClose }: ItemEditorProps) {
  const t = useTexts(itemTexts);
  const client = useClient(DynamoDBClient);
  const top = useRef<HTMLDivElement>(null);
  const { data, error, isFetching, refetch } = useAws(
    ['dynamodb', 'item', table, itemKey && dynamoJsonText(itemKey, 0)],
    async ({ signal }) => {
      const { Item: item } = await client.send(
        new GetItemCommand({ TableName: table, Key: itemKey, ConsistentRead: true }),
        { abortSignal: signal },
      );
      return { item: item ?? null };
    },
    { enabled: itemKey !== undefined },
  );
  useEffect(() => top.current?.querySelector<HTMLElement>('input:not(:disabled)')?.focus(), [data]);
  const title = itemKey === undefined ? t('create') : isCopy ? t('duplicate') : t('edit');
  const isWaiting = itemKey !== undefined && (data === undefined || isFetching) && error === null;
  const item: Item | undefined = itemKey === undefined ? emptyItem(keys) : (data?.item ?? undefined);
  return (
    <div ref={top}>
      {isWaiting && (
        <Container header={<Header variant="h2">{title}</Header>}>
          <Spinner />
        </Container>
      )}
      <Problem error={error} onRetry={() => void refetch()} />
      {!isWaiting && data?.item === null && <Problem error={new Error(t('gone'))} onRetry={() => onClose(true)} />}
      {!isWaiting && item !== undefined && (
        <EditorForm
          title={title}
          table={table}
          keys={keys}
          before={itemKey === undefined || isCopy ? undefined : item}
          start={item}
          onClose={onClose}
        />
      )}
    </div>
  );
}

/** The key attributes with nothing in them. */
const emptyItem = (keys: readonly KeyAttribute[]): Item =>
  Object.fromEntries(
    keys.map(({ name, type }) => [name, type === 'N' ? { N: '' } : type === 'B' ? { B: new Uint8Array() } : { S: '' }]),
  );
