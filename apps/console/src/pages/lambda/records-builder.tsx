import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Grid from '@cloudscape-design/components/grid';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { kinesisEvent, recordsOf, type EventPlace } from './test-events.js';
import { testTexts } from './texts-test.js';

interface RecordsBuilderProps {
  readonly place: EventPlace;
  readonly onBuild: (body: string) => void;
}

/** Base64 is nothing that one types: records are typed as they are. */
export function RecordsBuilder({ place, onBuild }: RecordsBuilderProps) {
  const t = useTexts(testTexts);
  const [records, setRecords] = useState('{"Name":"Shadowfax","StatusTime":"2018-03-18 03:20:00.000","Distance":175}');
  const [stream, setStream] = useState('wildrydes-summary');
  const [partitionKey, setPartitionKey] = useState('partitionKey-1');
  return (
    <ExpandableSection headerText={t('records.title')} defaultExpanded>
      <SpaceBetween size="s">
        <FormField label={t('records')} description={t('records.hint')} stretch>
          <Textarea value={records} rows={4} spellcheck={false} onChange={({ detail }) => setRecords(detail.value)} />
        </FormField>
        <Grid gridDefinition={[{ colspan: { default: 12, xs: 6 } }, { colspan: { default: 12, xs: 6 } }]}>
          <FormField label={t('stream')}>
            <Input value={stream} onChange={({ detail }) => setStream(detail.value)} />
          </FormField>
          <FormField label={t('partitionKey')}>
            <Input value={partitionKey} onChange={({ detail }) => setPartitionKey(detail.value)} />
          </FormField>
        </Grid>
        <Button
          onClick={() =>
            onBuild(JSON.stringify(kinesisEvent(recordsOf(records), place, stream, partitionKey), null, 2))
          }
        >
          {t('records.build')}
        </Button>
      </SpaceBetween>
    </ExpandableSection>
  );
}
