import {
  AddPermissionCommand,
  CreateFunctionUrlConfigCommand,
  DeleteFunctionUrlConfigCommand,
  LambdaClient,
  UpdateFunctionUrlConfigCommand,
  type FunctionUrlAuthType,
  type FunctionUrlConfig,
  type InvokeMode,
} from '@aws-sdk/client-lambda';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { isCode } from '../../shared/aws-problem.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import { useFunctionUrl } from './designer.js';
import { Dialog } from './dialog.js';
import { keysOf } from './keys.js';
import { isWhole } from './numbers.js';
import { configTexts } from './texts-config.js';

export function FunctionUrl({ name }: { readonly name: string }) {
  const t = useTexts(configTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(LambdaClient);
  const url = useFunctionUrl(name);
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const { data } = url;
  const remove = useAction(() => client.send(new DeleteFunctionUrlConfigCommand({ FunctionName: name })), {
    changes: [keysOf(name).url],
    done: () => t('url.deleted', { name }),
  });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('url.hint')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {data && (
                <Button ariaLabel={t('url.delete')} onClick={() => setDialog('delete')}>
                  {shared('action.delete')}
                </Button>
              )}
              <Button disabled={data === undefined} onClick={() => setDialog('edit')}>
                {data ? t('url.edit') : t('url.create')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('part.url')}
        </Header>
      }
    >
      {data === undefined ? (
        <Problem error={url.error} onRetry={() => void url.refetch()} />
      ) : data === null ? (
        <Box color="text-body-secondary">{t('url.none')}</Box>
      ) : (
        <SpaceBetween size="m">
          {data.AuthType === 'NONE' && <Alert type="warning">{t('url.open')}</Alert>}
          <KeyValuePairs
            columns={3}
            items={[
              {
                label: t('url.url'),
                value: (
                  <Link href={data.FunctionUrl ?? ''} external>
                    {data.FunctionUrl}
                  </Link>
                ),
              },
              { label: t('url.auth'), value: data.AuthType },
              { label: t('url.mode'), value: data.InvokeMode ?? 'BUFFERED' },
              { label: 'CORS', value: data.Cors === undefined ? t('none.field') : JSON.stringify(data.Cors) },
            ]}
          />
        </SpaceBetween>
      )}
      {dialog === 'edit' && data !== undefined && (
        <EditUrl name={name} initial={data} onDismiss={() => setDialog(undefined)} />
      )}
      {dialog === 'delete' && (
        <ConfirmDelete
          name={name}
          title={t('url.delete')}
          isRunning={remove.isRunning}
          error={remove.error}
          onDismiss={() => setDialog(undefined)}
          onConfirm={() => void remove.run().then((done) => done !== undefined && setDialog(undefined))}
        />
      )}
    </Container>
  );
}

interface EditUrlProps {
  readonly name: string;
  readonly initial: FunctionUrlConfig | null;
  readonly onDismiss: () => void;
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

function EditUrl({ name, initial, onDismiss }: EditUrlProps) {
  const t = useTexts(configTexts);
  const client = useClient(LambdaClient);
  const [auth, setAuth] = useState<FunctionUrlAuthType>(initial?.AuthType ?? 'AWS_IAM');
  const [mode, setMode] = useState<InvokeMode>(initial?.InvokeMode ?? 'BUFFERED');
  const [hasCors, setHasCors] = useState(initial?.Cors !== undefined);
  const [origins, setOrigins] = useState((initial?.Cors?.AllowOrigins ?? ['*']).join(', '));
  const [methods, setMethods] = useState((initial?.Cors?.AllowMethods ?? ['*']).join(', '));
  const [headers, setHeaders] = useState((initial?.Cors?.AllowHeaders ?? []).join(', '));
  const [exposed, setExposed] = useState((initial?.Cors?.ExposeHeaders ?? []).join(', '));
  const [maxAge, setMaxAge] = useState(String(initial?.Cors?.MaxAge ?? 0));
  const [credentials, setCredentials] = useState(initial?.Cors?.AllowCredentials ?? false);
  const isFault = hasCors && !isWhole(maxAge, 0, 86_400);
  const save = useAction(
    async () => {
      const Cors = hasCors
        ? {
            AllowOrigins: listOf(origins),
            AllowMethods: listOf(methods),
            AllowHeaders: listOf(headers),
            ExposeHeaders: listOf(exposed),
            MaxAge: Number(maxAge),
            AllowCredentials: credentials,
          }
        : {};
      const input = { FunctionName: name, AuthType: auth, InvokeMode: mode, Cors };
      const done =
        initial === null
          ? await client.send(new CreateFunctionUrlConfigCommand(input))
          : await client.send(new UpdateFunctionUrlConfigCommand(input));
      if (auth === 'NONE') await allowEveryone(client, name);
      return done;
    },
    { changes: [keysOf(name).url, keysOf(name).policy], done: () => t('url.done', { name }) },
  );
  const submit = async (): Promise<void> => {
    if (!isFault && (await save.run()) !== undefined) onDismiss();
  };
  const list = (label: string, value: string, set: (value: string) => void, hint: string) => (
    <FormField label={label} description={hint}>
      <Input value={value} onChange={({ detail }) => set(detail.value)} />
    </FormField>
  );
  return (
    <Dialog
      title={t(initial === null ? 'url.create' : 'url.edit')}
      isRunning={save.isRunning}
      error={save.error}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      <FormField label={t('url.auth')}>
        <RadioGroup
          ariaLabel={t('url.auth')}
          value={auth}
          onChange={({ detail }) => setAuth(detail.value === 'NONE' ? 'NONE' : 'AWS_IAM')}
          items={[
            { value: 'AWS_IAM', label: 'AWS_IAM', description: t('url.auth.AWS_IAM') },
            { value: 'NONE', label: 'NONE', description: t('url.auth.NONE') },
          ]}
        />
      </FormField>
      <FormField label={t('url.mode')}>
        <RadioGroup
          ariaLabel={t('url.mode')}
          value={mode}
          onChange={({ detail }) => setMode(detail.value === 'RESPONSE_STREAM' ? 'RESPONSE_STREAM' : 'BUFFERED')}
          items={[
            { value: 'BUFFERED', label: 'BUFFERED', description: t('url.mode.BUFFERED') },
            { value: 'RESPONSE_STREAM', label: 'RESPONSE_STREAM', description: t('url.mode.RESPONSE_STREAM') },
          ]}
        />
      </FormField>
      <Checkbox checked={hasCors} onChange={({ detail }) => setHasCors(detail.checked)}>
        {t('url.cors')}
      </Checkbox>
      {hasCors && (
        <>
          {list(t('url.origins'), origins, setOrigins, t('url.origins.hint'))}
          {list(t('url.methods'), methods, setMethods, t('url.list.hint'))}
          {list(t('url.headers'), headers, setHeaders, t('url.list.hint'))}
          {list(t('url.exposed'), exposed, setExposed, t('url.list.hint'))}
          <FormField
            label={t('url.maxAge')}
            errorText={isFault ? t('fault.range', { from: 0, to: 86_400 }) : undefined}
          >
            <Input value={maxAge} inputMode="numeric" onChange={({ detail }) => setMaxAge(detail.value)} />
          </FormField>
          <Checkbox checked={credentials} onChange={({ detail }) => setCredentials(detail.checked)}>
            {t('url.credentials')}
          </Checkbox>
        </>
      )}
    </Dialog>
  );
}

/** Both that a URL without authentication needs, as AWS's console adds them. */
async function allowEveryone(client: LambdaClient, name: string): Promise<void> {
  const common = { FunctionName: name, Principal: '*' };
  const wanted = [
    new AddPermissionCommand({
      ...common,
      StatementId: 'FunctionURLAllowPublicAccess',
      Action: 'lambda:InvokeFunctionUrl',
      FunctionUrlAuthType: 'NONE',
    }),
    new AddPermissionCommand({
      ...common,
      StatementId: 'FunctionURLInvokeAllowPublicAccess',
      Action: 'lambda:InvokeFunction',
      InvokedViaFunctionUrl: true,
    }),
  ];
  for (const command of wanted)
    await client.send(command).catch((error: unknown) => {
      if (!isCode(error, 'ResourceConflictException')) throw error;
    });
}
