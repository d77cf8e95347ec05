import {
  DeletePolicyVersionCommand,
  GetPolicyVersionCommand,
  IAMClient,
  paginateListPolicyVersions,
  SetDefaultPolicyVersionCommand,
  type PolicyVersion,
} from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { useFormat } from '../../../shared/format.js';
import { Problem } from '../../../shared/problem.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { collect, useAction, useAws } from '../../../shared/use-aws.js';
import { PolicySummary, pretty } from '../editor/policy-summary.js';
import { decoded } from '../entity.js';
import { isManagedByAws } from '../model/names.js';
import { lineDifferences } from '../model/differences.js';
import { iamTexts } from '../texts.js';
import { Differences } from './differences.js';
import { policyTexts } from './texts.js';

/** A policy's versions: look at one, compare two, set the default, delete. */
export function VersionsPanel({ arn }: { readonly arn: string }) {
  const t = useTexts(policyTexts);
  const iam = useTexts(iamTexts);
  const format = useFormat();
  const client = useClient(IAMClient);
  const isOurs = !isManagedByAws(arn);
  const [selected, setSelected] = useState<readonly PolicyVersion[]>([]);
  const [isDeleting, setIsDeleting] = useState(false);
  const versions = useAws(['iam', 'versions', arn], () =>
    collect(paginateListPolicyVersions({ client }, { PolicyArn: arn }), (page) => page.Versions),
  );
  const [only] = selected.length === 1 ? selected : [];
  const id = only?.VersionId ?? '';
  const setDefault = useAction(
    () => client.send(new SetDefaultPolicyVersionCommand({ PolicyArn: arn, VersionId: id })),
    { changes: [['iam']], done: () => t('versions.done.default', { version: id }) },
  );
  const remove = useAction(
    async () => {
      await client.send(new DeletePolicyVersionCommand({ PolicyArn: arn, VersionId: id }));
      setSelected([]);
      setIsDeleting(false);
    },
    { changes: [['iam']], done: () => t('versions.done.deleted', { version: id }) },
  );
  const isChangeable = isOurs && only !== undefined && only.IsDefaultVersion !== true;
  return (
    <SpaceBetween size="l">
      <Problem error={setDefault.error} />
      <ResourceTable<PolicyVersion>
        title={t('versions')}
        things={t('versions.things')}
        description={isOurs ? t('versions.hint') : t('versions.ofAws')}
        items={versions.data}
        isLoading={versions.isLoading}
        error={versions.error}
        onRefresh={() => void versions.refetch()}
        id={({ VersionId: version = '' }) => version}
        sortedBy="version"
        descending
        hasNoFilter
        selection={{ type: 'multi', selected, onSelect: setSelected }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={!isChangeable} onClick={() => setIsDeleting(true)}>
              {t('delete')}
            </Button>
            <Button disabled={!isChangeable} loading={setDefault.isRunning} onClick={() => void setDefault.run()}>
              {t('versions.setDefault')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'version',
            header: t('versions.version'),
            cell: ({ VersionId: version }) => version,
            by: ({ VersionId: version = '' }) => Number(version.slice(1)),
          },
          {
            id: 'default',
            header: t('versions.default'),
            cell: ({ IsDefaultVersion: isDefault }) =>
              isDefault ? <StatusIndicator type="success">{iam('yes')}</StatusIndicator> : iam('no'),
          },
          {
            id: 'created',
            header: iam('created'),
            cell: ({ CreateDate: date }) => format.time(date),
            by: ({ CreateDate: date }) => date?.getTime(),
          },
        ]}
      />
      {only !== undefined && (
        <Container header={<Header variant="h3">{id}</Header>}>
          <Version arn={arn} id={id} />
        </Container>
      )}
      {selected.length === 2 && <Comparison arn={arn} versions={selected} />}
      {isDeleting && (
        <ConfirmDelete
          name={id}
          isRunning={remove.isRunning}
          error={remove.error}
          onConfirm={() => void remove.run()}
          onDismiss={() => setIsDeleting(false)}
        />
      )}
    </SpaceBetween>
  );
}

function useVersion(arn: string, id: string) {
  const client = useClient(IAMClient);
  return useAws(['iam', 'version', arn, id], async () => {
    const { PolicyVersion: version } = await client.send(
      new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: id }),
    );
    return decoded(version?.Document);
  });
}

function Version({ arn, id }: { readonly arn: string; readonly id: string }) {
  const { data, error } = useVersion(arn, id);
  return data === undefined ? <Problem error={error} /> : <PolicySummary text={data} kind="managed" />;
}

/** What the newer of two versions says otherwise, line by line. */
function Comparison({ arn, versions }: { readonly arn: string; readonly versions: readonly PolicyVersion[] }) {
  const t = useTexts(policyTexts);
  const [old = '', now = ''] = versions
    .map(({ VersionId: id = '' }) => id)
    .toSorted((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  const [before, after] = [useVersion(arn, old), useVersion(arn, now)];
  const lines =
    before.data === undefined || after.data === undefined
      ? undefined
      : lineDifferences(pretty(before.data), pretty(after.data));
  return (
    <Container header={<Header variant="h3">{t('versions.compare.title', { old, new: now })}</Header>}>
      <Problem error={before.error ?? after.error} />
      {lines?.every(({ kind }) => kind === 'same') && <Box>{t('versions.compare.same')}</Box>}
      {lines !== undefined && <Differences lines={lines} />}
    </Container>
  );
}
