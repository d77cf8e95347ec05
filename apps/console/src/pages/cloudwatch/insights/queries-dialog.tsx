import {
  CloudWatchLogsClient,
  DeleteQueryDefinitionCommand,
  DescribeQueryDefinitionsCommand,
  PutQueryDefinitionCommand,
  type QueryDefinition,
} from '@aws-sdk/client-cloudwatch-logs';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useLanguage, useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import { FormDialog } from '../logs/form-dialog.js';
import { samples } from './language.js';
import { insightsTexts } from './texts.js';

interface QueriesDialogProps {
  /** Called with what was chosen. */
  readonly onUse: (query: string, groups: readonly string[] | undefined) => void;
  readonly onDismiss: () => void;
}

/** Queries that were saved, and some to begin with. */
export function QueriesDialog({ onUse, onDismiss }: QueriesDialogProps) {
  const t = useTexts(insightsTexts);
  const s = useTexts(sharedTexts);
  const language = useLanguage();
  const logs = useClient(CloudWatchLogsClient);
  const [deleted, setDeleted] = useState<QueryDefinition>();
  const { data, error } = useAws(['logs', 'queries'], async ({ signal }) => {
    const { queryDefinitions = [] } = await logs.send(new DescribeQueryDefinitionsCommand({ maxResults: 1000 }), {
      abortSignal: signal,
    });
    return queryDefinitions;
  });
  const remove = useAction(
    ({ queryDefinitionId = '' }: QueryDefinition) => logs.send(new DeleteQueryDefinitionCommand({ queryDefinitionId })),
    { changes: [['logs', 'queries']], done: (_, { name = '' }) => t('queries.deleted.done', { name }) },
  );
  if (deleted !== undefined)
    return (
      <ConfirmDelete
        name={deleted.name ?? ''}
        isRunning={remove.isRunning}
        error={remove.error}
        onDismiss={() => setDeleted(undefined)}
        onConfirm={() => void remove.run(deleted).then((done) => done && setDeleted(undefined))}
      />
    );
  const use = (query: string, groups?: readonly string[]) => (
    <Button onClick={() => onUse(query, groups)}>{t('queries.use')}</Button>
  );
  return (
    <Modal visible size="large" header={t('queries')} closeAriaLabel={s('action.close')} onDismiss={onDismiss}>
      <SpaceBetween size="l">
        <Header variant="h3">{t('queries.saved')}</Header>
        <Problem error={error} />
        {data?.length === 0 && <Box color="text-status-inactive">{t('queries.none')}</Box>}
        {data?.map((definition) => (
          <div key={definition.queryDefinitionId}>
            <Box variant="h4">{definition.name}</Box>
            <pre className="mono">{definition.queryString}</pre>
            <SpaceBetween direction="horizontal" size="xs">
              {use(definition.queryString ?? '', definition.logGroupNames)}
              <Button
                ariaLabel={`${s('action.delete')}: ${definition.name ?? ''}`}
                onClick={() => setDeleted(definition)}
              >
                {s('action.delete')}
              </Button>
            </SpaceBetween>
          </div>
        ))}
        <Header variant="h3">{t('queries.samples')}</Header>
        {samples.map(({ name, query }) => (
          <div key={query}>
            <Box variant="h4">{name[language]}</Box>
            <pre className="mono">{query}</pre>
            {use(query)}
          </div>
        ))}
      </SpaceBetween>
    </Modal>
  );
}

interface SaveQueryProps {
  readonly query: string;
  readonly groups: readonly string[];
  readonly onDismiss: () => void;
}

export function SaveQuery({ query, groups, onDismiss }: SaveQueryProps) {
  const t = useTexts(insightsTexts);
  const logs = useClient(CloudWatchLogsClient);
  const [name, setName] = useState('');
  const [isSent, setIsSent] = useState(false);
  const save = useAction(
    () =>
      logs.send(new PutQueryDefinitionCommand({ name: name.trim(), queryString: query, logGroupNames: [...groups] })),
    { changes: [['logs', 'queries']], done: () => t('queries.saved.done', { name }) },
  );
  return (
    <FormDialog
      title={t('save')}
      action={t('save')}
      isRunning={save.isRunning}
      error={save.error}
      onDismiss={onDismiss}
      onSubmit={() => {
        setIsSent(true);
        if (name.trim() !== '') void save.run().then((done) => done && onDismiss());
      }}
    >
      <FormField
        label={t('queries.name')}
        constraintText={t('queries.name.hint')}
        {...(isSent && name.trim() === '' ? { errorText: t('queries.required') } : {})}
      >
        <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </FormDialog>
  );
}
