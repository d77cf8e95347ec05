import type { StreamViewType } from '@aws-sdk/client-dynamodb';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import Textarea from '@cloudscape-design/components/textarea';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { dynamoTexts } from '../texts.js';
import { isUnits, newIndex, type DraftFaults, type IndexDraft, type TableDraft } from './create-model.js';
import { IndexFields, UnitFields } from './index-fields.js';
import { TagFields } from './tag-fields.js';
import { useFaultText } from './use-fault-text.js';

/** What a table gets that nobody asks anything else of. */
export function DefaultSettings() {
  const t = useTexts(dynamoTexts);
  const rows = [
    [t('class'), t('class.STANDARD')],
    [t('capacity.mode'), t('capacity.PAY_PER_REQUEST')],
    [t('indexes.local'), '–'],
    [t('indexes.global'), '–'],
    [t('streams'), t('off')],
    [t('protection'), t('off')],
    [t('policy'), t('off')],
  ] as const;
  return (
    <Table
      variant="embedded"
      wrapLines
      enableKeyboardNavigation={false}
      ariaLabels={{ tableLabel: t('create.default') }}
      items={rows}
      columnDefinitions={[
        { id: 'setting', header: t('create.setting'), cell: ([name]) => name, isRowHeader: true },
        { id: 'value', header: t('create.value'), cell: ([, value]) => value },
      ]}
    />
  );
}

interface CustomSettingsProps {
  readonly draft: TableDraft;
  readonly onChange: (part: Partial<TableDraft>) => void;
  readonly faults: DraftFaults;
}

export function CustomSettings({ draft, onChange, faults }: CustomSettingsProps) {
  const t = useTexts(dynamoTexts);
  const fault = useFaultText(faults);
  const classes = (['STANDARD', 'STANDARD_INFREQUENT_ACCESS'] as const).map((one) => ({
    value: one,
    label: t(`class.${one}`),
  }));
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t('class')}</Header>}>
        <FormField label={t('class.choose')}>
          <Select
            ariaLabel={t('class.choose')}
            options={classes}
            selectedOption={classes.find(({ value }) => value === draft.tableClass) ?? null}
            onChange={({ detail }) =>
              onChange({
                tableClass: classes.find(({ value }) => value === detail.selectedOption.value)?.value ?? 'STANDARD',
              })
            }
          />
        </FormField>
      </Container>
      <Container header={<Header variant="h2">{t('capacity.settings')}</Header>}>
        <SpaceBetween size="l">
          <FormField label={t('capacity.mode')}>
            <RadioGroup
              value={draft.capacity.mode}
              items={(['PAY_PER_REQUEST', 'PROVISIONED'] as const).map((mode) => ({
                value: mode,
                label: t(`capacity.${mode}`),
                description: t(`capacity.${mode}.hint`),
              }))}
              onChange={({ detail }) =>
                onChange({
                  capacity: {
                    ...draft.capacity,
                    mode: detail.value === 'PROVISIONED' ? 'PROVISIONED' : 'PAY_PER_REQUEST',
                  },
                })
              }
            />
          </FormField>
          {draft.capacity.mode === 'PROVISIONED' && (
            <SpaceBetween size="l">
              <UnitFields
                read={draft.capacity.read}
                write={draft.capacity.write}
                readError={fault('read')}
                writeError={fault('write')}
                onChange={(units) => onChange({ capacity: { ...draft.capacity, ...units } })}
              />
              <TotalCapacity draft={draft} />
            </SpaceBetween>
          )}
        </SpaceBetween>
      </Container>
      <Indexes draft={draft} onChange={onChange} faults={faults} />
      <Container header={<Header variant="h2">{t('streams')}</Header>}>
        <ViewTypeSelect value={draft.stream} onChange={(stream) => onChange({ stream })} canBeOff />
      </Container>
      <Container header={<Header variant="h2">{t('protection')}</Header>}>
        <Checkbox
          checked={draft.isProtected}
          description={t('protection.hint')}
          onChange={({ detail }) => onChange({ isProtected: detail.checked })}
        >
          {t('protection.on')}
        </Checkbox>
      </Container>
      <Container header={<Header variant="h2">{t('policy.optional')}</Header>}>
        <FormField label={t('policy.document')} errorText={fault('policy')} stretch>
          <Textarea
            value={draft.policy}
            rows={6}
            ariaLabel={t('policy.document')}
            spellcheck={false}
            onChange={({ detail }) => onChange({ policy: detail.value })}
          />
        </FormField>
      </Container>
      <Container header={<Header variant="h2">{t('tags')}</Header>}>
        <TagFields value={draft.tags} onChange={(tags) => onChange({ tags })} error={(at) => fault(`tag.${at}`)} />
      </Container>
    </SpaceBetween>
  );
}

/** What table and indexes have together. */
function TotalCapacity({ draft: { capacity, indexes } }: { readonly draft: TableDraft }) {
  const t = useTexts(dynamoTexts);
  const format = useFormat();
  const globals = indexes.filter(({ kind }) => kind === 'global');
  const total = (of: 'read' | 'write'): number =>
    [capacity, ...globals].reduce((sum, one) => sum + (isUnits(one[of]) ? Number(one[of]) : 0), 0);
  return (
    <Box color="text-body-secondary">
      {t('capacity.total', { read: format.number(total('read')), write: format.number(total('write')) })}
    </Box>
  );
}

function Indexes({ draft, onChange, faults }: CustomSettingsProps) {
  const t = useTexts(dynamoTexts);
  const replace = (next: IndexDraft): void =>
    onChange({ indexes: draft.indexes.map((one) => (one.id === next.id ? next : one)) });
  const add = (kind: IndexDraft['kind']): void => onChange({ indexes: [...draft.indexes, newIndex(kind)] });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={draft.hasSortKey ? undefined : t('indexes.localNeedsSort')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button formAction="none" disabled={!draft.hasSortKey} onClick={() => add('local')}>
                {t('indexes.local.create')}
              </Button>
              <Button formAction="none" onClick={() => add('global')}>
                {t('indexes.global.create')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('indexes.secondary')}
        </Header>
      }
    >
      <SpaceBetween size="xl">
        {draft.indexes.length === 0 && <Box color="text-status-inactive">{t('indexes.none')}</Box>}
        {draft.indexes.map((index) => (
          <SpaceBetween key={index.id} size="m">
            <Header
              variant="h3"
              actions={
                <Button
                  formAction="none"
                  onClick={() => onChange({ indexes: draft.indexes.filter(({ id }) => id !== index.id) })}
                >
                  {t('indexes.remove')}
                </Button>
              }
            >
              {index.kind === 'local' ? t('indexes.local.one') : t('indexes.global.one')}
            </Header>
            <IndexFields value={index} onChange={replace} faults={faults} mode={draft.capacity.mode} />
          </SpaceBetween>
        ))}
      </SpaceBetween>
    </Container>
  );
}

const viewTypes = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;

interface ViewTypeSelectProps {
  readonly value: StreamViewType | 'OFF';
  readonly onChange: (value: StreamViewType | 'OFF') => void;
  readonly canBeOff?: boolean;
}

/** What a stream's records show of an item. */
export function ViewTypeSelect({ value, onChange, canBeOff = false }: ViewTypeSelectProps) {
  const t = useTexts(dynamoTexts);
  const options = ([...(canBeOff ? (['OFF'] as const) : []), ...viewTypes] as const).map((one) => ({
    value: one,
    label: t(`view.${one}`),
    description: t(`view.${one}.hint`),
  }));
  return (
    <FormField label={t('view')} description={t('view.hint')}>
      <Select
        ariaLabel={t('view')}
        options={options}
        selectedOption={options.find((option) => option.value === value) ?? null}
        onChange={({ detail }) =>
          onChange(options.find((option) => option.value === detail.selectedOption.value)?.value ?? value)
        }
      />
    </FormField>
  );
}
