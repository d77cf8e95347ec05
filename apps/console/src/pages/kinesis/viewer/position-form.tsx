import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TimeInput from '@cloudscape-design/components/time-input';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useSession } from '../../../session/use-session.js';
import { isSequenceNumber, type Position } from '../model/position.js';
import type { ShardInfo } from '../model/shard.js';
import { shardTexts } from '../shards/texts.js';
import { viewerTexts } from './texts.js';

interface PositionFormProps {
  readonly shards: readonly ShardInfo[];
  /** Undefined for all. */
  readonly shard: string | undefined;
  /** What is being read. */
  readonly position: Position | undefined;
  readonly onBegin: (shard: string | undefined, position: Position) => void;
  readonly onStop: (() => void) | undefined;
}

const kinds = ['latest', 'horizon', 'time', 'at', 'after'] as const;

/** Which shard is read, and from where on. */
export function PositionForm({ shards, shard, position, onBegin, onStop }: PositionFormProps) {
  const t = useTexts(viewerTexts);
  const s = useTexts(shardTexts);
  const { clock } = useSession();
  const [chosen, setChosen] = useState(shard ?? '');
  const [from, setFrom] = useState<Position['from']>(position?.from ?? 'latest');
  const [when, setWhen] = useState(() => localParts(position?.from === 'time' ? position.at : clock.now() - 600_000));
  const [sequence, setSequence] = useState(position && 'sequence' in position ? position.sequence : '');
  const [tried, setTried] = useState(false);
  const at = Date.parse(`${when.date}T${when.time}`);
  const isSequence = from === 'at' || from === 'after';
  const isTimeBad = from === 'time' && (Number.isNaN(at) || at > clock.now());
  const isSequenceBad = isSequence && !isSequenceNumber(sequence.trim());
  const isShardMissing = isSequence && chosen === '';
  const options = useMemo(
    () => [
      { value: '', label: t('viewer.shard.all') },
      ...shards.map(({ id, isOpen }) => ({ value: id, label: id, ...(isOpen ? {} : { tags: [s('shard.closed')] }) })),
    ],
    [shards, t, s],
  );
  const submit = (): void => {
    setTried(true);
    if (isTimeBad || isSequenceBad || isShardMissing) return;
    const only = chosen === '' ? undefined : chosen;
    if (from === 'time') onBegin(only, { from, at });
    else if (from === 'at' || from === 'after') onBegin(only, { from, sequence: sequence.trim() });
    else onBegin(only, { from });
  };
  const kindOptions = kinds.map((value) => ({
    value,
    label: t(`viewer.from.${value}`),
    ...(value === 'latest' || value === 'horizon' ? { description: t(`viewer.from.${value}.hint`) } : {}),
  }));
  return (
    <Container>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SpaceBetween size="m">
          <ColumnLayout columns={3}>
            <FormField label={t('viewer.shard')} errorText={tried && isShardMissing ? t('viewer.sequence.shard') : ''}>
              <Select
                selectedOption={options.find(({ value }) => value === chosen) ?? { value: chosen, label: chosen }}
                options={options}
                filteringType={options.length > 10 ? 'auto' : 'none'}
                virtualScroll
                onChange={({ detail }) => setChosen(detail.selectedOption.value ?? '')}
              />
            </FormField>
            <FormField label={t('viewer.from')}>
              <Select
                selectedOption={kindOptions.find(({ value }) => value === from) ?? null}
                options={kindOptions}
                onChange={({ detail }) =>
                  setFrom(kinds.find((kind) => kind === detail.selectedOption.value) ?? 'latest')
                }
              />
            </FormField>
            {from === 'time' && (
              <SpaceBetween direction="horizontal" size="xs">
                <FormField label={t('viewer.date')} errorText={tried && isTimeBad ? t('viewer.time.bad') : ''}>
                  <DatePicker value={when.date} onChange={({ detail }) => setWhen({ ...when, date: detail.value })} />
                </FormField>
                <FormField label={t('viewer.time')}>
                  <TimeInput value={when.time} onChange={({ detail }) => setWhen({ ...when, time: detail.value })} />
                </FormField>
              </SpaceBetween>
            )}
            {isSequence && (
              <FormField
                label={t('viewer.sequence')}
                errorText={tried && isSequenceBad ? t('viewer.sequence.bad') : ''}
              >
                <Input value={sequence} inputMode="numeric" onChange={({ detail }) => setSequence(detail.value)} />
              </FormField>
            )}
          </ColumnLayout>
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="primary">{t('viewer.get')}</Button>
            {onStop !== undefined && (
              <Button formAction="none" onClick={onStop}>
                {t('viewer.stop')}
              </Button>
            )}
          </SpaceBetween>
        </SpaceBetween>
      </form>
    </Container>
  );
}

/** Date and time of day in the browser's zone. */
function localParts(time: number): { readonly date: string; readonly time: string } {
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 19) };
}
