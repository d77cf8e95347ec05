import {
  AddPermissionCommand,
  GetPolicyCommand,
  LambdaClient,
  RemovePermissionCommand,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { roleHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { Copyable } from '../../shared/copy.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction, useAws } from '../../shared/use-aws.js';
import { orNone } from './designer.js';
import { Dialog } from './dialog.js';
import { keysOf } from './keys.js';
import { configTexts } from './texts-config.js';

interface Statement {
  readonly Sid: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Condition?: unknown;
}

interface PermissionsProps {
  readonly name: string;
  readonly configuration: FunctionConfiguration | undefined;
}

/** What the function may do, and who may call it. */
export function Permissions({ name, configuration }: PermissionsProps) {
  const t = useTexts(configTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(LambdaClient);
  const [selected, setSelected] = useState<readonly Statement[]>([]);
  const [dialog, setDialog] = useState<'add' | 'remove'>();
  const role = configuration?.Role ?? '';
  const roleName = role.split('/').at(-1) ?? '';
  const policy = useAws(keysOf(name).policy, async ({ signal }) => {
    const found = await orNone(client.send(new GetPolicyCommand({ FunctionName: name }), { abortSignal: signal }));
    return found?.Policy ?? '';
  });
  const remove = useAction<string>(
    (sid) => client.send(new RemovePermissionCommand({ FunctionName: name, StatementId: sid })),
    { changes: [keysOf(name).policy], done: (_, sid) => t('policy.removed', { name: sid }) },
  );
  const chosen = selected[0];
  const dismiss = (): void => {
    remove.reset();
    setDialog(undefined);
  };
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t('role')}</Header>}>
        <KeyValuePairs
          columns={2}
          items={[
            { label: t('role.name'), value: <Link href={roleHref(roleName)}>{roleName}</Link> },
            { label: 'ARN', value: <Copyable text={role} /> },
          ]}
        />
      </Container>
      <ResourceTable
        title={t('policy')}
        description={t('policy.hint')}
        things={t('policy.things')}
        items={policy.data === undefined ? undefined : statementsOf(policy.data)}
        isLoading={policy.isLoading}
        error={policy.error}
        onRefresh={() => void policy.refetch()}
        id={({ Sid }) => Sid}
        hasNoFilter
        selection={{ type: 'single', selected, onSelect: setSelected }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={chosen === undefined} onClick={() => setDialog('remove')}>
              {shared('action.delete')}
            </Button>
            <Button onClick={() => setDialog('add')}>{t('policy.add')}</Button>
          </SpaceBetween>
        }
        columns={[
          { id: 'sid', header: t('policy.id'), isRowHeader: true, by: ({ Sid }) => Sid, cell: ({ Sid }) => Sid },
          { id: 'principal', header: t('policy.principal'), cell: ({ Principal }) => plain(Principal) },
          { id: 'action', header: t('policy.action'), cell: ({ Action }) => plain(Action) },
          {
            id: 'condition',
            header: t('policy.condition'),
            cell: ({ Condition }) => (Condition === undefined ? '–' : <span className="mono">{plain(Condition)}</span>),
          },
        ]}
      />
      {policy.data !== undefined && policy.data !== '' && (
        <ExpandableSection headerText={t('policy.document')}>
          <Box variant="pre">{JSON.stringify(JSON.parse(policy.data), null, 2)}</Box>
        </ExpandableSection>
      )}
      {dialog === 'add' && <AddPermission name={name} onDismiss={dismiss} />}
      {dialog === 'remove' && chosen !== undefined && (
        <ConfirmDelete
          name={chosen.Sid}
          isRunning={remove.isRunning}
          error={remove.error}
          onDismiss={dismiss}
          onConfirm={() =>
            void remove.run(chosen.Sid).then((done) => {
              if (done === undefined) return;
              setSelected([]);
              dismiss();
            })
          }
        />
      )}
    </SpaceBetween>
  );
}

function statementsOf(policy: string): Statement[] {
  if (policy === '') return [];
  const { Statement: statements }: { Statement?: unknown } = Object(JSON.parse(policy));
  return Array.isArray(statements) ? (statements as Statement[]) : [];
}

/** `{"Service":"s3.amazonaws.com"}` is shown as its value. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  const entries = Object.entries(Object(value));
  const [first] = entries;
  return entries.length === 1 && typeof first?.[1] === 'string' ? first[1] : JSON.stringify(value);
}

const actions = ['lambda:InvokeFunction', 'lambda:GetFunction', 'lambda:GetFunctionConfiguration', 'lambda:*'];

function AddPermission({ name, onDismiss }: { readonly name: string; readonly onDismiss: () => void }) {
  const t = useTexts(configTexts);
  const client = useClient(LambdaClient);
  const [sid, setSid] = useState('');
  const [principal, setPrincipal] = useState('');
  const [action, setAction] = useState(actions[0] ?? '');
  const [sourceArn, setSourceArn] = useState('');
  const [sourceAccount, setSourceAccount] = useState('');
  const [isTried, setIsTried] = useState(false);
  const faults = {
    sid: /^[a-zA-Z0-9-_]{1,100}$/.test(sid) ? undefined : t('policy.id.fault'),
    principal: /^\S+$/.test(principal) ? undefined : t('policy.principal.fault'),
    sourceArn: sourceArn === '' || /^arn:aws[\w-]*:\S+$/.test(sourceArn) ? undefined : t('policy.arn.fault'),
    sourceAccount: sourceAccount === '' || /^\d{12}$/.test(sourceAccount) ? undefined : t('policy.sourceAccount.fault'),
  };
  const shown: Partial<typeof faults> = isTried ? faults : {};
  const add = useAction(
    () =>
      client.send(
        new AddPermissionCommand({
          FunctionName: name,
          StatementId: sid,
          Principal: principal,
          Action: action,
          ...(sourceArn === '' ? {} : { SourceArn: sourceArn }),
          ...(sourceAccount === '' ? {} : { SourceAccount: sourceAccount }),
        }),
      ),
    { changes: [keysOf(name).policy], done: () => t('policy.added', { name: sid }) },
  );
  const submit = async (): Promise<void> => {
    setIsTried(true);
    if (Object.values(faults).some((fault) => fault !== undefined)) return;
    if ((await add.run()) !== undefined) onDismiss();
  };
  return (
    <Dialog
      title={t('policy.add')}
      isRunning={add.isRunning}
      error={add.error}
      onSubmit={() => void submit()}
      onDismiss={onDismiss}
    >
      <FormField label={t('policy.id')} errorText={shown.sid}>
        <Input value={sid} onChange={({ detail }) => setSid(detail.value)} />
      </FormField>
      <FormField label={t('policy.principal')} description={t('policy.principal.hint')} errorText={shown.principal}>
        <Input value={principal} onChange={({ detail }) => setPrincipal(detail.value.trim())} />
      </FormField>
      <FormField label={t('policy.action')}>
        <Select
          selectedOption={{ value: action, label: action }}
          options={actions.map((value) => ({ value, label: value }))}
          onChange={({ detail }) => setAction(detail.selectedOption.value ?? action)}
        />
      </FormField>
      <FormField label={t('policy.sourceArn')} description={t('policy.optional')} errorText={shown.sourceArn}>
        <Input value={sourceArn} onChange={({ detail }) => setSourceArn(detail.value.trim())} />
      </FormField>
      <FormField label={t('policy.sourceAccount')} description={t('policy.optional')} errorText={shown.sourceAccount}>
        <Input value={sourceAccount} onChange={({ detail }) => setSourceAccount(detail.value.trim())} />
      </FormField>
    </Dialog>
  );
}
