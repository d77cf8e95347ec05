import {
  DiscoverInputSchemaCommand,
  KinesisAnalyticsClient,
  type DiscoverInputSchemaCommandInput,
  type DiscoverInputSchemaResponse,
} from '@aws-sdk/client-kinesis-analytics';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { isCode, problemOf } from '../../../shared/aws-problem.js';
import { Problem } from '../../../shared/problem.js';
import { useAction } from '../../../shared/use-aws.js';
import { withNewRole } from '../ensure-role.js';
import { draftOf, emptySchema, newColumn, type SchemaDraft } from '../schema.js';
import { texts } from '../texts.js';
import { Sample } from './sample.js';
import { SchemaEditor } from './schema-editor.js';
import { sourceTexts } from './texts.js';

interface DiscoveryProps {
  readonly hint: string;
  /** What is asked for, once the role is there; undefined: something is missing in the form. */
  readonly prepare: (position: 'NOW' | 'TRIM_HORIZON') => Promise<DiscoverInputSchemaCommandInput | undefined>;
  /** Whether records are waited for: then one may take those that are there instead. */
  readonly isStream: boolean;
  readonly schema: SchemaDraft | undefined;
  readonly onChange: (schema: SchemaDraft) => void;
  readonly isChecked: boolean;
}

/** A schema: found in the records, and corrected by hand. */
export function Discovery({ hint, prepare, isStream, schema, onChange, isChecked }: DiscoveryProps) {
  const t = useTexts(sourceTexts);
  const common = useTexts(texts);
  const analytics = useClient(KinesisAnalyticsClient);
  const [found, setFound] = useState<DiscoverInputSchemaResponse>();
  const discover = useAction(async (position: 'NOW' | 'TRIM_HORIZON') => {
    setFound(undefined);
    const request = await prepare(position);
    if (request === undefined) return;
    const answer = await withNewRole(() => analytics.send(new DiscoverInputSchemaCommand(request)));
    setFound(answer);
    if (answer.InputSchema !== undefined) onChange(draftOf(answer.InputSchema));
  });
  const label = schema === undefined ? t('discover') : t('discover.again');
  return (
    <SpaceBetween size="m">
      <Box color="text-body-secondary">{hint}</Box>
      <SpaceBetween direction="horizontal" size="xs">
        {isStream ? (
          <ButtonDropdown
            variant={schema === undefined ? 'primary' : 'normal'}
            loading={discover.isRunning}
            mainAction={{ text: label, onClick: () => void discover.run('NOW') }}
            ariaLabel={t('discover.from')}
            items={(['NOW', 'TRIM_HORIZON'] as const).map((id) => ({
              id,
              text: `${t('discover.from')}: ${common(`position.${id}`)}`,
              description: common(`position.${id}.hint`),
            }))}
            onItemClick={({ detail }) => void discover.run(detail.id === 'TRIM_HORIZON' ? 'TRIM_HORIZON' : 'NOW')}
          />
        ) : (
          <Button formAction="none" loading={discover.isRunning} onClick={() => void discover.run('NOW')}>
            {label}
          </Button>
        )}
        {schema === undefined && (
          <Button
            formAction="none"
            variant="link"
            onClick={() => onChange({ ...emptySchema(), columns: [newColumn()] })}
          >
            {t('manual')}
          </Button>
        )}
      </SpaceBetween>
      {discover.isRunning && <Progress label={t('discover.running')} />}
      <DiscoveryProblem error={discover.error} />
      {found?.InputSchema !== undefined && (
        <Alert type="success" header={t('discover.found')}>
          {t('discover.found.body', { count: found.InputSchema.RecordColumns?.length ?? 0 })}
        </Alert>
      )}
      {found !== undefined && <Sample found={found} />}
      {schema === undefined ? (
        isChecked && <Box color="text-status-error">{t('schema.noColumns')}</Box>
      ) : (
        <SchemaEditor schema={schema} onChange={onChange} isChecked={isChecked} />
      )}
    </SpaceBetween>
  );
}

/** Discovery waits for records for half a minute at most: the bar says how much of that is over. */
function Progress({ label }: { readonly label: string }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <ProgressBar value={Math.min(99, (seconds / 30) * 100)} label={label} />;
}

function DiscoveryProblem({ error }: { readonly error: Error | undefined }) {
  const t = useTexts(sourceTexts);
  if (error === undefined) return null;
  const { RawInputRecords: raw = [], ProcessedInputRecords: processed }: DiscoverInputSchemaResponse = Object(error);
  if (isCode(error, 'UnableToDetectSchemaException')) {
    const isEmpty = raw.length === 0;
    return (
      <SpaceBetween size="m">
        <Alert type="warning" header={isEmpty ? t('discover.nothing') : t('discover.unable')}>
          {isEmpty ? t('discover.nothing.body') : t('discover.unable.body')}
          <Box color="text-body-secondary">{problemOf(error).message}</Box>
        </Alert>
        {!isEmpty && (
          <Sample
            found={{ RawInputRecords: raw, ...(processed === undefined ? {} : { ProcessedInputRecords: processed }) }}
          />
        )}
      </SpaceBetween>
    );
  }
  return (
    <SpaceBetween size="xs">
      <Problem error={error} />
      {/privileges/i.test(error.message) && <Box>{t('discover.role')}</Box>}
    </SpaceBetween>
  );
}
