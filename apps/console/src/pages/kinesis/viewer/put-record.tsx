import { KinesisClient, PutRecordCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useEffect, useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient, useSession } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { useAction } from '../../../shared/use-aws.js';
import { hashKeyOf, parseHashKey } from '../model/hash-range.js';
import {
  entriesOf,
  exampleReading,
  type Draft,
  type DraftProblem,
  type Encoding,
  type Entry,
} from '../model/put-entries.js';
import { shardFor, type ShardInfo } from '../model/shard.js';
import { PutResults, type PutResult } from './put-results.js';
import { putTexts } from './put-texts.js';

interface PutRecordProps {
  readonly stream: string;
  readonly shards: readonly ShardInfo[] | undefined;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

export function PutRecord({ stream, shards, isOpen, onOpen }: PutRecordProps) {
  const t = useTexts(putTexts);
  return (
    <ExpandableSection
      variant="container"
      headerText={t('put')}
      expanded={isOpen}
      onChange={({ detail }) => onOpen(detail.expanded)}
    >
      {isOpen && <PutForm stream={stream} shards={shards} />}
    </ExpandableSection>
  );
}

const encodings: readonly Encoding[] = ['json', 'text', 'base64'];

function PutForm({ stream, shards }: Pick<PutRecordProps, 'stream' | 'shards'>) {
  const t = useTexts(putTexts);
  const { clock } = useSession();
  const kinesis = useClient(KinesisClient);
  const [draft, setDraft] = useState<Draft>({
    data: '',
    encoding: 'json',
    isMany: false,
    partitionKey: '',
    explicitHashKey: '',
  });
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const { entries, problems } = useMemo(() => entriesOf(draft), [draft]);
  const complaint = (field: DraftProblem['field']): string => {
    const problem = tried ? problems.find((one) => one.field === field) : undefined;
    if (problem === undefined) return '';
    if (problem.is === 'bad') return problem.field === 'partitionKey' ? t('put.key.bad') : t('put.hash.bad');
    if (problem.is === 'json') return t('put.data.json', { line: problem.line, message: problem.message ?? '' });
    if (problem.is === 'base64') return t('put.data.base64', { line: problem.line });
    return t(`put.data.${problem.is}`);
  };
  const put = useAction((all: readonly Entry[]) => putEntries(kinesis, stream, all));
  const [results, setResults] = useState<readonly PutResult[]>([]);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (entries.length === 0) return;
    const answer = await put.run(entries);
    if (answer !== undefined) {
      setResults(answer);
      setTried(false);
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!put.isRunning) void submit();
      }}
    >
      <SpaceBetween size="m">
        <ColumnLayout columns={2}>
          <FormField label={t('put.key')} constraintText={t('put.key.hint')} errorText={complaint('partitionKey')}>
            <Input value={draft.partitionKey} onChange={({ detail }) => change({ partitionKey: detail.value })} />
          </FormField>
          <FormField label={t('put.hash')} constraintText={t('put.hash.hint')} errorText={complaint('explicitHashKey')}>
            <Input
              value={draft.explicitHashKey}
              inputMode="numeric"
              onChange={({ detail }) => change({ explicitHashKey: detail.value })}
            />
          </FormField>
        </ColumnLayout>
        <SpaceBetween direction="horizontal" size="m" alignItems="center">
          <SegmentedControl
            label={t('put.encoding')}
            selectedId={draft.encoding}
            options={encodings.map((id) => ({ id, text: t(`put.encoding.${id}`) }))}
            onChange={({ detail }) =>
              change({ encoding: encodings.find((encoding) => encoding === detail.selectedId) ?? 'text' })
            }
          />
          <Checkbox checked={draft.isMany} onChange={({ detail }) => change({ isMany: detail.checked })}>
            {t('put.many')}
          </Checkbox>
          <Button
            formAction="none"
            onClick={() =>
              setDraft({
                data: exampleReading(clock.now()),
                encoding: 'json',
                isMany: false,
                partitionKey: 'Shadowfax',
                explicitHashKey: '',
              })
            }
          >
            {t('put.example')}
          </Button>
        </SpaceBetween>
        <FormField label={t('put.data')} errorText={complaint('data')} stretch>
          <Textarea value={draft.data} rows={5} onChange={({ detail }) => change({ data: detail.value })} />
        </FormField>
        <Destination draft={draft} shards={shards} />
        <Problem error={put.error} />
        <Button variant="primary" loading={put.isRunning}>
          {draft.isMany ? t('put.submit', { count: entries.length }) : t('put.submit.one')}
        </Button>
        <PutResults results={results} />
      </SpaceBetween>
    </form>
  );
}

/** Which shard the record goes to: what Kinesis will reckon, too. */
function Destination({ draft, shards }: { readonly draft: Draft; readonly shards: readonly ShardInfo[] | undefined }) {
  const t = useTexts(putTexts);
  const [hashed, setHashed] = useState<{ readonly of: string; readonly key: bigint }>();
  const { partitionKey } = draft;
  useEffect(() => {
    let isWanted = true;
    void hashKeyOf(partitionKey).then((key) => isWanted && setHashed({ of: partitionKey, key }));
    return () => {
      isWanted = false;
    };
  }, [partitionKey]);
  const explicit = draft.explicitHashKey.trim();
  const computed = partitionKey !== '' && hashed?.of === partitionKey ? hashed.key : undefined;
  const key = explicit === '' ? computed : parseHashKey(explicit);
  if (key === undefined) return null;
  const shard = shards && shardFor(key, shards);
  return (
    <Box color="text-body-secondary">
      {shard === undefined
        ? t('put.goes.nowhere', { key: String(key) })
        : t('put.goes', { key: String(key), shard: shard.id })}
    </Box>
  );
}

async function putEntries(kinesis: KinesisClient, stream: string, entries: readonly Entry[]): Promise<PutResult[]> {
  const [first] = entries;
  if (first !== undefined && entries.length === 1) {
    const { ShardId, SequenceNumber } = await kinesis.send(
      new PutRecordCommand({ StreamName: stream, ...input(first) }),
    );
    return [{ shard: ShardId, sequence: SequenceNumber, error: undefined }];
  }
  const answer = await kinesis.send(new PutRecordsCommand({ StreamName: stream, Records: entries.map(input) }));
  return (answer.Records ?? []).map(({ ShardId, SequenceNumber, ErrorCode, ErrorMessage }) => ({
    shard: ShardId,
    sequence: SequenceNumber,
    error: ErrorCode === undefined ? undefined : `${ErrorCode}: ${ErrorMessage ?? ''}`,
  }));
}

const input = ({ partitionKey, explicitHashKey, data }: Entry) => ({
  PartitionKey: partitionKey,
  Data: data,
  ...(explicitHashKey === undefined ? {} : { ExplicitHashKey: explicitHashKey }),
});
