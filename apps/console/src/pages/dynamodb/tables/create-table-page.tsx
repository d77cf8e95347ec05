import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { tableHref, tablesHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { dynamoTexts } from '../texts.js';
import { createTableInput, faultsOfTable, newTable, type TableDraft } from './create-model.js';
import { CustomSettings, DefaultSettings } from './custom-settings.js';
import { KeyFields } from './index-fields.js';
import { useFaultText } from './use-fault-text.js';

export function CreateTablePage() {
  const t = useTexts(dynamoTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(DynamoDBClient);
  const navigate = useNavigate();
  const [draft, setDraft] = useState(newTable);
  const [wasTried, setWasTried] = useState(false);
  const faults = faultsOfTable(draft);
  const fault = useFaultText(wasTried ? faults : new Map());
  const create = useAction((wanted: TableDraft) => client.send(new CreateTableCommand(createTableInput(wanted))), {
    changes: [['dynamodb']],
    done: (_, { name }) => t('create.done', { name }),
  });
  const change = (part: Partial<TableDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const submit = async (): Promise<void> => {
    setWasTried(true);
    if (faults.size > 0) return;
    if ((await create.run(draft)) !== undefined) await navigate(tableHref(draft.name).slice(1));
  };
  return (
    <Page title={t('create.title')} crumbs={[{ text: t('tables'), href: tablesHref }]}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Form
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" formAction="none" href={tablesHref}>
                {shared('action.cancel')}
              </Button>
              <Button variant="primary" loading={create.isRunning}>
                {t('create.submit')}
              </Button>
            </SpaceBetween>
          }
        >
          <SpaceBetween size="l">
            <Container
              header={
                <Header variant="h2" description={t('create.details.hint')}>
                  {t('create.details')}
                </Header>
              }
            >
              <SpaceBetween size="l">
                <FormField
                  label={t('table.name')}
                  description={t('table.name.hint')}
                  constraintText={t('table.name.constraint')}
                  errorText={fault('name')}
                >
                  <Input
                    value={draft.name}
                    ariaLabel={t('table.name')}
                    autoFocus
                    autoComplete={false}
                    spellcheck={false}
                    placeholder={t('table.name.placeholder')}
                    onChange={({ detail }) => change({ name: detail.value })}
                  />
                </FormField>
                <KeyFields
                  label={t('key.partition')}
                  description={t('key.partition.hint')}
                  value={draft.partition}
                  error={fault('partition')}
                  onChange={(partition) => change({ partition })}
                />
                <Checkbox checked={draft.hasSortKey} onChange={({ detail }) => change({ hasSortKey: detail.checked })}>
                  {t('key.add')}
                </Checkbox>
                {draft.hasSortKey && (
                  <KeyFields
                    label={t('key.sort')}
                    description={t('key.sort.hint')}
                    value={draft.sort}
                    error={fault('sort')}
                    onChange={(sort) => change({ sort })}
                  />
                )}
              </SpaceBetween>
            </Container>
            <Container header={<Header variant="h2">{t('create.settings')}</Header>}>
              <SpaceBetween size="l">
                <Tiles
                  ariaLabel={t('create.settings')}
                  value={draft.isCustom ? 'custom' : 'default'}
                  items={[
                    { value: 'default', label: t('create.default'), description: t('create.default.hint') },
                    { value: 'custom', label: t('create.custom'), description: t('create.custom.hint') },
                  ]}
                  onChange={({ detail }) => change({ isCustom: detail.value === 'custom' })}
                />
                {!draft.isCustom && <DefaultSettings />}
              </SpaceBetween>
            </Container>
            {draft.isCustom && (
              <CustomSettings draft={draft} onChange={change} faults={wasTried ? faults : new Map()} />
            )}
            <Problem error={create.error} />
          </SpaceBetween>
        </Form>
      </form>
    </Page>
  );
}
