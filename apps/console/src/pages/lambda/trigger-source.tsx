import { DescribeTableCommand, DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { KinesisClient, paginateListStreamConsumers, paginateListStreams } from '@aws-sdk/client-kinesis';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { tableHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Problem, ProblemText } from '../../shared/problem.js';
import { collect, useAws } from '../../shared/use-aws.js';
import { FaultText } from './fault-text.js';
import { triggerTexts } from './texts-triggers.js';
import { sourceOf, type TriggerFault } from './trigger-form-model.js';

interface TriggerSourceProps {
  readonly arn: string;
  readonly onChange: (arn: string) => void;
  readonly fault: TriggerFault | undefined;
}

export function TriggerSource({ arn, onChange, fault }: TriggerSourceProps) {
  const t = useTexts(triggerTexts);
  const [kind, setKind] = useState<'kinesis' | 'dynamodb'>('kinesis');
  const options = [
    { value: 'kinesis', label: 'Kinesis', description: t('source.kinesis.hint') },
    { value: 'dynamodb', label: 'DynamoDB', description: t('source.dynamodb.hint') },
  ];
  return (
    <SpaceBetween size="l">
      <FormField label={t('source')} description={t('source.hint')}>
        <Select
          selectedOption={options.find(({ value }) => value === kind) ?? null}
          options={options}
          onChange={({ detail }) => {
            setKind(detail.selectedOption.value === 'dynamodb' ? 'dynamodb' : 'kinesis');
            onChange('');
          }}
        />
      </FormField>
      {kind === 'kinesis' ? (
        <KinesisSource arn={arn} onChange={onChange} fault={fault} />
      ) : (
        <TableSource arn={arn} onChange={onChange} fault={fault} />
      )}
    </SpaceBetween>
  );
}

function KinesisSource({ arn, onChange, fault }: TriggerSourceProps) {
  const t = useTexts(triggerTexts);
  const client = useClient(KinesisClient);
  const streams = useAws(['kinesis', 'streams', 'for-lambda'], ({ signal }) =>
    collect(paginateListStreams({ client }, {}, { abortSignal: signal }), (page) => page.StreamSummaries),
  );
  const streamArn = arn.split('/consumer/')[0] ?? '';
  const consumers = useAws(
    ['kinesis', 'consumers', streamArn, 'for-lambda'],
    ({ signal }) =>
      collect(
        paginateListStreamConsumers({ client }, { StreamARN: streamArn }, { abortSignal: signal }),
        (page) => page.Consumers,
      ),
    { enabled: streamArn !== '' },
  );
  if (streams.error !== null && streams.data === undefined)
    return <ArnField arn={arn} onChange={onChange} fault={fault} error={streams.error} />;
  const consumer = consumers.data?.find(({ ConsumerARN }) => ConsumerARN === arn);
  const none = { value: streamArn, label: t('consumer.none') };
  return (
    <SpaceBetween size="l">
      <FormField label={t('stream')} description={t('stream.hint')} errorText={fault && <FaultText of={fault} />}>
        <Select
          selectedOption={streamArn === '' ? null : { value: streamArn, label: sourceOf(streamArn).name }}
          placeholder={t('stream.choose')}
          filteringType="auto"
          statusType={streams.isLoading ? 'loading' : 'finished'}
          options={(streams.data ?? []).map(({ StreamARN: value = '', StreamName: label = '' }) => ({ value, label }))}
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
        />
      </FormField>
      {streamArn !== '' && (
        <FormField
          label={t('consumer')}
          description={t('consumer.hint')}
          constraintText={consumers.error === null ? undefined : <ProblemText error={consumers.error} />}
        >
          <Select
            selectedOption={consumer === undefined ? none : { value: arn, label: consumer.ConsumerName ?? '' }}
            options={[
              none,
              ...(consumers.data ?? []).map(({ ConsumerARN: value = '', ConsumerName: label = '' }) => ({
                value,
                label,
              })),
            ]}
            onChange={({ detail }) => onChange(detail.selectedOption.value ?? streamArn)}
          />
        </FormField>
      )}
    </SpaceBetween>
  );
}

function TableSource({ arn, onChange, fault }: TriggerSourceProps) {
  const t = useTexts(triggerTexts);
  const client = useClient(DynamoDBClient);
  const [table, setTable] = useState('');
  const tables = useAws(['dynamodb', 'tables', 'for-lambda'], ({ signal }) =>
    collect(paginateListTables({ client }, {}, { abortSignal: signal }), (page) => page.TableNames),
  );
  const [isOff, setIsOff] = useState(false);
  const [error, setError] = useState<unknown>();
  const choose = async (name: string): Promise<void> => {
    setTable(name);
    setError(undefined);
    onChange('');
    try {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
      const isOn = Table?.StreamSpecification?.StreamEnabled === true && Table.LatestStreamArn !== undefined;
      setIsOff(!isOn);
      onChange(isOn ? (Table.LatestStreamArn ?? '') : '');
    } catch (caught) {
      setError(caught);
    }
  };
  if (tables.error !== null && tables.data === undefined)
    return <ArnField arn={arn} onChange={onChange} fault={fault} error={tables.error} />;
  return (
    <FormField
      label={t('table')}
      description={t('table.hint')}
      errorText={
        error !== undefined ? (
          <ProblemText error={error} />
        ) : table !== '' && isOff ? (
          <>
            {t('table.off')}{' '}
            <Link href={tableHref(table, 'settings')} fontSize="inherit">
              {t('table.open')}
            </Link>
          </>
        ) : (
          fault && <FaultText of={fault} />
        )
      }
    >
      <Select
        selectedOption={table === '' ? null : { value: table, label: table }}
        placeholder={t('table.choose')}
        filteringType="auto"
        statusType={tables.isLoading ? 'loading' : 'finished'}
        options={(tables.data ?? []).map((value) => ({ value, label: value }))}
        onChange={({ detail }) => void choose(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}

/** For who may not list what there is. */
function ArnField({ arn, onChange, fault, error }: TriggerSourceProps & { readonly error: unknown }) {
  const t = useTexts(triggerTexts);
  return (
    <SpaceBetween size="s">
      <Problem error={error} />
      <FormField label={t('arn')} description={t('arn.hint')} errorText={fault && <FaultText of={fault} />}>
        <Input value={arn} onChange={({ detail }) => onChange(detail.value.trim())} />
      </FormField>
    </SpaceBetween>
  );
}
