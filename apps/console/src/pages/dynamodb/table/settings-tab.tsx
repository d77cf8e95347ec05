import {
  DynamoDBClient,
  UpdateTableCommand,
  type TableDescription,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { isUnits, type CapacityDraft } from '../tables/create-model.js';
import { UnitFields } from '../tables/index-fields.js';
import { dynamoTexts } from '../texts.js';
import { Details } from './details.js';
import { PolicySettings } from './policy-settings.js';
import { StreamSettings } from './stream-settings.js';
import { TtlSettings } from './ttl-settings.js';

/** AWS's `Additional settings`: each with a container of its own. */
export const SettingsTab = ({ table }: { readonly table: TableDescription }) => (
  <SpaceBetween size="l">
    <CapacitySettings table={table} />
    <TtlSettings name={table.TableName ?? ''} />
    <StreamSettings table={table} />
    <ProtectionSettings table={table} />
    <ClassSettings table={table} />
    <PolicySettings arn={table.TableArn ?? ''} />
  </SpaceBetween>
);

/** An UpdateTable, and what is said when it was taken. */
function useUpdate(table: TableDescription) {
  const t = useTexts(dynamoTexts);
  const client = useClient(DynamoDBClient);
  return useAction(
    (part: Partial<UpdateTableCommandInput>) =>
      client.send(new UpdateTableCommand({ TableName: table.TableName, ...part })),
    { changes: [['dynamodb']], done: () => t('settings.saved') },
  );
}

function CapacitySettings({ table }: { readonly table: TableDescription }) {
  const t = useTexts(dynamoTexts);
  const shared = useTexts(sharedTexts);
  const update = useUpdate(table);
  const [draft, setDraft] = useState<CapacityDraft>();
  const [wasTried, setWasTried] = useState(false);
  const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = table.ProvisionedThroughput ?? {};
  const mode = table.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST' ? 'PAY_PER_REQUEST' : 'PROVISIONED';
  const edit = (): void =>
    setDraft({ mode, read: String(ReadCapacityUnits || 5), write: String(WriteCapacityUnits || 5) });
  const save = async (): Promise<void> => {
    if (draft === undefined) return;
    setWasTried(true);
    const isProvisioned = draft.mode === 'PROVISIONED';
    if (isProvisioned && !(isUnits(draft.read) && isUnits(draft.write))) return;
    const units = { ReadCapacityUnits: Number(draft.read), WriteCapacityUnits: Number(draft.write) };
    const indexes = mode === 'PAY_PER_REQUEST' && isProvisioned ? (table.GlobalSecondaryIndexes ?? []) : [];
    const done = await update.run({
      BillingMode: draft.mode,
      ...(isProvisioned ? { ProvisionedThroughput: units } : {}),
      // On the way to provisioned, every index must be told what it has.
      ...(indexes.length === 0
        ? {}
        : {
            GlobalSecondaryIndexUpdates: indexes.map(({ IndexName }) => ({
              Update: { IndexName, ProvisionedThroughput: units },
            })),
          }),
    });
    if (done) setDraft(undefined);
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            draft === undefined && (
              <Button onClick={edit} ariaLabel={t('capacity.edit')}>
                {shared('action.edit')}
              </Button>
            )
          }
        >
          {t('capacity')}
        </Header>
      }
    >
      {draft === undefined ? (
        <Details
          items={[
            [t('capacity.mode'), t(`capacity.${mode}`)],
            [t('capacity.read'), mode === 'PROVISIONED' ? ReadCapacityUnits : '–'],
            [t('capacity.write'), mode === 'PROVISIONED' ? WriteCapacityUnits : '–'],
          ]}
        />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Form
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="link" formAction="none" onClick={() => setDraft(undefined)}>
                  {shared('action.cancel')}
                </Button>
                <Button variant="primary" loading={update.isRunning}>
                  {t('save')}
                </Button>
              </SpaceBetween>
            }
          >
            <SpaceBetween size="m">
              <FormField label={t('capacity.mode')}>
                <RadioGroup
                  value={draft.mode}
                  items={(['PAY_PER_REQUEST', 'PROVISIONED'] as const).map((one) => ({
                    value: one,
                    label: t(`capacity.${one}`),
                    description: t(`capacity.${one}.hint`),
                  }))}
                  onChange={({ detail }) =>
                    setDraft({ ...draft, mode: detail.value === 'PROVISIONED' ? 'PROVISIONED' : 'PAY_PER_REQUEST' })
                  }
                />
              </FormField>
              {draft.mode === 'PROVISIONED' && (
                <UnitFields
                  read={draft.read}
                  write={draft.write}
                  readError={wasTried && !isUnits(draft.read) ? t('fault.units') : undefined}
                  writeError={wasTried && !isUnits(draft.write) ? t('fault.units') : undefined}
                  onChange={(units) => setDraft({ ...draft, ...units })}
                />
              )}
              <Problem error={update.error} />
            </SpaceBetween>
          </Form>
        </form>
      )}
    </Container>
  );
}

function ProtectionSettings({ table }: { readonly table: TableDescription }) {
  const t = useTexts(dynamoTexts);
  const update = useUpdate(table);
  const isOn = table.DeletionProtectionEnabled === true;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('protection.hint')}
          actions={
            <Button
              loading={update.isRunning}
              ariaLabel={`${t('protection')}: ${isOn ? t('turn.off') : t('turn.on')}`}
              onClick={() => void update.run({ DeletionProtectionEnabled: !isOn })}
            >
              {isOn ? t('turn.off') : t('turn.on')}
            </Button>
          }
        >
          {t('protection')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <StatusIndicator type={isOn ? 'success' : 'stopped'}>{isOn ? t('on') : t('off')}</StatusIndicator>
        <Problem error={update.error} />
      </SpaceBetween>
    </Container>
  );
}

function ClassSettings({ table }: { readonly table: TableDescription }) {
  const t = useTexts(dynamoTexts);
  const update = useUpdate(table);
  const now =
    table.TableClassSummary?.TableClass === 'STANDARD_INFREQUENT_ACCESS' ? 'STANDARD_INFREQUENT_ACCESS' : 'STANDARD';
  const other = now === 'STANDARD' ? 'STANDARD_INFREQUENT_ACCESS' : 'STANDARD';
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button loading={update.isRunning} onClick={() => void update.run({ TableClass: other })}>
              {t('class.change', { name: t(`class.${other}`) })}
            </Button>
          }
        >
          {t('class')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <span>{t(`class.${now}`)}</span>
        <Problem error={update.error} />
      </SpaceBetween>
    </Container>
  );
}
