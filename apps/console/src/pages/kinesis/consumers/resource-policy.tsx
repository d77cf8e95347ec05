import {
  DeleteResourcePolicyCommand,
  GetResourcePolicyCommand,
  KinesisClient,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-kinesis';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient, useSession } from '../../../session/use-session.js';
import { Code } from '../../../shared/code-editor.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { useFormat } from '../../../shared/format.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, useAws, type Key } from '../../../shared/use-aws.js';
import { FormDialog } from '../form-dialog.js';
import { prettyJson } from '../model/json-tokens.js';
import { consumerTexts } from './texts.js';
import '../kinesis.css';

interface ResourcePolicyProps {
  readonly name: string;
  readonly arn: string;
  /** What a new policy begins with. */
  readonly actions: readonly string[];
}

/** The resource-based policy of a stream or a consumer. */
export function ResourcePolicy({ name, arn, actions }: ResourcePolicyProps) {
  const t = useTexts(consumerTexts);
  const shared = useTexts(sharedTexts);
  const kinesis = useClient(KinesisClient);
  const key: Key = ['kinesis', 'policy', arn];
  const { data, error, refetch } = useAws(key, async ({ signal }) => {
    const { Policy = '' } = await kinesis.send(new GetResourcePolicyCommand({ ResourceARN: arn }), {
      abortSignal: signal,
    });
    return isEmpty(Policy) ? '' : prettyJson(Policy);
  });
  const [dialog, setDialog] = useState<'edit' | 'delete'>();
  const close = (): void => setDialog(undefined);
  const remove = useAction(() => kinesis.send(new DeleteResourcePolicyCommand({ ResourceARN: arn })), {
    changes: [key],
    done: () => t('policy.deleted', { name }),
  });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('policy.hint')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={!data} onClick={() => setDialog('delete')}>
                {shared('action.delete')}
              </Button>
              <Button onClick={() => setDialog('edit')}>{data ? t('policy.edit') : t('policy.create')}</Button>
            </SpaceBetween>
          }
        >
          {t('policy.title')}
        </Header>
      }
    >
      <Problem error={error} onRetry={() => void refetch()} />
      {data === '' && <Box>{t('policy.none')}</Box>}
      {data !== undefined && data !== '' && (
        <section className="record-data" tabIndex={0} aria-label={t('policy.title')}>
          <pre className="mono">{data}</pre>
        </section>
      )}
      {dialog === 'edit' && (
        <EditPolicy name={name} arn={arn} before={data || undefined} actions={actions} changes={key} onClose={close} />
      )}
      {dialog === 'delete' && (
        <ConfirmDelete
          name={name}
          title={t('policy.delete.title', { name })}
          isRunning={remove.isRunning}
          error={remove.error}
          onConfirm={() => void remove.run().then((answer) => answer && close())}
          onDismiss={close}
        >
          {t('policy.delete.hint')}
        </ConfirmDelete>
      )}
    </Container>
  );
}

const isEmpty = (policy: string): boolean => policy.trim() === '' || policy.replace(/\s/g, '') === '{}';

interface EditPolicyProps extends ResourcePolicyProps {
  readonly before: string | undefined;
  readonly changes: Key;
  readonly onClose: () => void;
}

function EditPolicy({ name, arn, before, actions, changes, onClose }: EditPolicyProps) {
  const t = useTexts(consumerTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const { identity } = useSession();
  const kinesis = useClient(KinesisClient);
  const [text, setText] = useState(() => before ?? template(arn, identity.account, actions));
  const [tried, setTried] = useState(false);
  const problem = jsonProblem(text);
  const save = useAction(() => kinesis.send(new PutResourcePolicyCommand({ ResourceARN: arn, Policy: text })), {
    changes: [changes],
    done: () => t('policy.saved', { name }),
  });
  return (
    <FormDialog
      title={t('policy.title')}
      submit={shared('action.save')}
      size="large"
      isRunning={save.isRunning}
      error={save.error}
      onDismiss={onClose}
      onSubmit={() => {
        setTried(true);
        if (problem === undefined) void save.run().then((answer) => answer && onClose());
      }}
    >
      <FormField
        stretch
        constraintText={t('policy.size', { size: format.bytes(new TextEncoder().encode(text).length) })}
        errorText={tried && problem !== undefined ? t('policy.bad', { message: problem }) : ''}
      >
        <Code label={t('policy.title')} language="json" value={text} onChange={setText} />
      </FormField>
    </FormDialog>
  );
}

function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const template = (arn: string, account: string, actions: readonly string[]): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Share',
          Effect: 'Allow',
          Principal: { AWS: account },
          Action: actions,
          Resource: arn,
        },
      ],
    },
    null,
    2,
  );
