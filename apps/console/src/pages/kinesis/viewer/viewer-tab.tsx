import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../../i18n/language.js';
import { Problem } from '../../../shared/problem.js';
import { positionParameters, readPosition, type Position } from '../model/position.js';
import { useShards } from '../use-stream.js';
import { PositionForm } from './position-form.js';
import { PutRecord } from './put-record.js';
import { RecordsPanel } from './records-panel.js';
import { TailNotices } from './tail-notices.js';
import { viewerTexts } from './texts.js';
import { useTail } from './use-tail.js';

interface ViewerTabProps {
  readonly name: string;
  readonly summary: StreamDescriptionSummary | undefined;
}

/** The records of a stream as they come. Position, shard and filters are in the address: who opens it sees the same. */
export function ViewerTab({ name, summary }: ViewerTabProps) {
  const t = useTexts(viewerTexts);
  const [parameters, setParameters] = useSearchParams();
  const shards = useShards(name, summary?.StreamStatus);
  const position = readPosition(parameters);
  const shard = parameters.get('shard') ?? undefined;
  const [run, setRun] = useState(0);
  const tail = useTail(name, shard, position, run);
  const change = (changes: Readonly<Record<string, string | null>>): void =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [key, value] of Object.entries(changes)) {
          if (value === null || value === '') next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  const begin = (chosen: string | undefined, from: Position): void => {
    change({ shard: chosen ?? null, ...positionParameters(from) });
    setRun((before) => before + 1);
  };
  return (
    <SpaceBetween size="l">
      <PositionForm
        shards={shards.data ?? []}
        shard={shard}
        position={position}
        onBegin={begin}
        onStop={position && (() => change({ from: null, time: null, sequence: null }))}
      />
      <PutRecord
        stream={name}
        shards={shards.data}
        isOpen={parameters.has('put')}
        onOpen={(isOpen) => change({ put: isOpen ? '1' : null })}
      />
      {tail.view === undefined ? (
        <Alert type="info">{t('viewer.idle')}</Alert>
      ) : (
        <SpaceBetween size="l">
          <Problem error={tail.view.error} onRetry={() => setRun((before) => before + 1)} />
          <TailNotices view={tail.view} />
          <RecordsPanel
            stream={name}
            tail={tail}
            view={tail.view}
            filter={parameters.get('filter') ?? ''}
            partitionKey={parameters.get('key') ?? ''}
            onFilter={(filter) => change({ filter })}
            onPartitionKey={(key) => change({ key })}
          />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}
