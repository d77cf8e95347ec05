import { CreateAccountAliasCommand, DeleteAccountAliasCommand, IAMClient } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { dashboardTexts } from './dashboard-texts.js';

/** The account's alias: set, changed, deleted. */
export function AliasPanel({ alias }: { readonly alias: string | undefined }) {
  const t = useTexts(dashboardTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(IAMClient);
  const [text, setText] = useState<string>();
  const isRight = text !== undefined && /^[a-z\d](?:[a-z\d]|-(?!-)){1,61}[a-z\d]$/.test(text);
  const save = useAction(
    async (next: string) => {
      await client.send(new CreateAccountAliasCommand({ AccountAlias: next }));
      setText(undefined);
    },
    { changes: [['iam']], done: (_, next) => t('alias.saved', { alias: next }) },
  );
  const remove = useAction((gone: string) => client.send(new DeleteAccountAliasCommand({ AccountAlias: gone })), {
    changes: [['iam']],
    done: (_, gone) => t('alias.deleted', { alias: gone }),
  });
  if (text === undefined)
    return (
      <SpaceBetween size="xxs">
        <Box variant="awsui-key-label">{t('alias')}</Box>
        <SpaceBetween direction="horizontal" size="xs">
          <span>{alias ?? t('alias.none')}</span>
          <Button
            variant="inline-link"
            ariaLabel={`${alias === undefined ? t('alias.create') : t('alias.edit')}: ${t('alias')}`}
            onClick={() => setText(alias ?? '')}
          >
            {alias === undefined ? t('alias.create') : t('alias.edit')}
          </Button>
          {alias !== undefined && (
            <Button
              variant="inline-link"
              ariaLabel={`${t('alias.delete')}: ${t('alias')}`}
              loading={remove.isRunning}
              onClick={() => void remove.run(alias)}
            >
              {t('alias.delete')}
            </Button>
          )}
        </SpaceBetween>
        <Problem error={remove.error} />
      </SpaceBetween>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) void save.run(text);
      }}
    >
      <SpaceBetween size="xs">
        <Problem error={save.error} />
        <FormField label={t('alias')} errorText={isRight || text === '' ? undefined : t('alias.bad')}>
          <Input value={text} autoFocus onChange={({ detail }) => setText(detail.value)} />
        </FormField>
        <SpaceBetween direction="horizontal" size="xs">
          <Button formAction="none" variant="link" onClick={() => setText(undefined)}>
            {shared('action.cancel')}
          </Button>
          <Button variant="primary" disabled={!isRight} loading={save.isRunning}>
            {t('alias.save')}
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </form>
  );
}
