import { IAMClient } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { ResourceTable, type Column } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction, useAws } from '../../../shared/use-aws.js';
import { allEntities } from '../all-entities.js';
import { policiesOf, type Entity } from '../entity.js';
import { entityHref } from '../hrefs.js';
import { nameOfArn } from '../model/names.js';
import { iamTexts } from '../texts.js';
import { entitiesFor } from './attachments.js';
import { policyTexts } from './texts.js';

export const entityKey = ({ kind, name }: Entity): string => `${kind}/${name}`;

/** Whom a policy is attached to: attach it to others, detach it. */
export function EntitiesPanel({ arn }: { readonly arn: string }) {
  const t = useTexts(policyTexts);
  const client = useClient(IAMClient);
  const [selected, setSelected] = useState<readonly Entity[]>([]);
  const [isAttaching, setIsAttaching] = useState(false);
  const columns = useEntityColumns();
  const attached = useAws(['iam', 'entities', arn], () => entitiesFor(client, arn, 'PermissionsPolicy'));
  const bounded = useAws(['iam', 'entities', arn, 'boundary'], () => entitiesFor(client, arn, 'PermissionsBoundary'));
  const detach = useAction(
    async () => {
      for (const entity of selected) await policiesOf(client, entity).detach(arn);
      setSelected([]);
    },
    { changes: [['iam']], done: () => t('entities.detached', { count: selected.length }) },
  );
  return (
    <SpaceBetween size="l">
      <Problem error={detach.error} />
      <ResourceTable<Entity>
        title={t('entities')}
        things={t('entities.things')}
        items={attached.data}
        isLoading={attached.isLoading}
        error={attached.error}
        onRefresh={() => void attached.refetch()}
        id={entityKey}
        selection={{ type: 'multi', selected, onSelect: setSelected }}
        columns={columns}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={selected.length === 0} loading={detach.isRunning} onClick={() => void detach.run()}>
              {t('entities.detach')}
            </Button>
            <Button variant="primary" onClick={() => setIsAttaching(true)}>
              {t('entities.attach')}
            </Button>
          </SpaceBetween>
        }
      />
      <ResourceTable<Entity>
        title={t('entities.boundary')}
        things={t('entities.things')}
        items={bounded.data}
        isLoading={bounded.isLoading}
        error={bounded.error}
        id={entityKey}
        columns={columns}
        hasNoFilter
      />
      {isAttaching && (
        <AttachEntities arn={arn} attached={attached.data ?? []} onDismiss={() => setIsAttaching(false)} />
      )}
    </SpaceBetween>
  );
}

export function useEntityColumns(): readonly Column<Entity>[] {
  const t = useTexts(policyTexts);
  const iam = useTexts(iamTexts);
  return [
    {
      id: 'name',
      header: iam('name'),
      by: ({ name }) => name,
      cell: (entity) => <Link href={entityHref(entity)}>{entity.name}</Link>,
    },
    { id: 'kind', header: t('entities.kind'), by: ({ kind }) => iam(kind), cell: ({ kind }) => iam(kind) },
  ];
}

interface AttachEntitiesProps {
  readonly arn: string;
  readonly attached: readonly Entity[];
  readonly onDismiss: () => void;
}

function AttachEntities({ arn, attached, onDismiss }: AttachEntitiesProps) {
  const t = useTexts(policyTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(IAMClient);
  const [selected, setSelected] = useState<readonly Entity[]>([]);
  const columns = useEntityColumns();
  const { data, isLoading } = useAws(['iam', 'all-entities'], () => allEntities(client));
  const there = new Set(attached.map(entityKey));
  const attach = useAction(
    async () => {
      for (const entity of selected) await policiesOf(client, entity).attach(arn);
      return true;
    },
    { changes: [['iam']], done: () => t('entities.attached', { count: selected.length }) },
  );
  return (
    <Modal
      visible
      size="large"
      header={t('entities.attach.title', { name: nameOfArn(arn) })}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button
              variant="primary"
              disabled={selected.length === 0}
              loading={attach.isRunning}
              onClick={() => void attach.run().then((done) => done && onDismiss())}
            >
              {t('entities.attach')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Problem error={attach.error} />
        {data?.errors.map((error) => (
          <Problem key={String(error)} error={error} />
        ))}
        <ResourceTable<Entity>
          title={t('entities.find')}
          things={t('entities.things')}
          headingLevel="h3"
          items={data?.entities.filter((entity) => !there.has(entityKey(entity)))}
          isLoading={isLoading}
          id={entityKey}
          selection={{ type: 'multi', selected, onSelect: setSelected }}
          columns={columns}
          pageSize={20}
        />
      </SpaceBetween>
    </Modal>
  );
}
