import { IAMClient } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { policyHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { useAws } from '../../shared/use-aws.js';
import { AttachPolicies } from './attach-policies.js';
import { policiesOf, type Entity } from './entity.js';
import { inlinePolicyHref } from './hrefs.js';
import { isManagedByAws } from './model/names.js';
import { PolicyText } from './policy-text.js';
import { RemovePolicies } from './remove-policies.js';
import { iamTexts } from './texts.js';

/** A policy of a user, group or role. */
export interface HeldPolicy {
  readonly name: string;
  /** Undefined for an inline one. */
  readonly arn: string | undefined;
  /** The holder: the entity itself, or a group of the user. */
  readonly holder: Entity;
}

interface PermissionsPanelProps {
  readonly entity: Entity;
  /** The groups of a user. */
  readonly groups?: readonly string[];
}

/** All policies of an entity, managed and inline; those of its groups, too. */
export function PermissionsPanel({ entity, groups = [] }: PermissionsPanelProps) {
  const t = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const [selected, setSelected] = useState<readonly HeldPolicy[]>([]);
  const [asked, setAsked] = useState<'attach' | 'remove'>();
  const attached = useHeld(client, entity, 'attached');
  const inline = useHeld(client, entity, 'inline');
  const ofGroups = useAws(
    ['iam', 'held', 'groups', entity.name, groups],
    async () => (await Promise.all(groups.map((name) => heldOf(client, { kind: 'group', name })))).flat(),
    { enabled: groups.length > 0 },
  );
  const own = [...(attached.data ?? []), ...(inline.data ?? [])];
  const all = [...own, ...(ofGroups.data ?? [])];
  const isLoading = attached.isLoading || inline.isLoading;
  const both = attached.error !== null && inline.error !== null;
  const [shown] = selected.length === 1 ? selected : [];
  const typeText = ({ arn }: HeldPolicy): string =>
    t(arn === undefined ? 'policy.inline' : isManagedByAws(arn) ? 'policy.aws' : 'policy.managed');
  const viaText = ({ holder }: HeldPolicy): string =>
    holder.kind === entity.kind ? t('permissions.direct') : t('permissions.viaGroup', { name: holder.name });
  return (
    <SpaceBetween size="m">
      {!both && <Problem error={attached.error ?? inline.error} />}
      <Problem error={ofGroups.error} />
      <ResourceTable<HeldPolicy>
        title={t('permissions.title')}
        things={t('policies.things')}
        description={t('permissions.hint')}
        items={isLoading || both ? undefined : all}
        isLoading={isLoading}
        error={both ? attached.error : undefined}
        onRefresh={() => void Promise.all([attached.refetch(), inline.refetch()])}
        id={keyOf}
        selection={{ type: 'multi', selected, onSelect: setSelected }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              disabled={selected.length === 0 || selected.some(({ holder }) => holder.kind !== entity.kind)}
              onClick={() => setAsked('remove')}
            >
              {t('permissions.remove')}
            </Button>
            <Button href={inlinePolicyHref(entity)}>{t('permissions.inline')}</Button>
            <Button variant="primary" onClick={() => setAsked('attach')}>
              {t('permissions.attach')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('policy.name'),
            by: ({ name }) => name,
            cell: ({ name, arn, holder }) => (
              <Link href={arn === undefined ? inlinePolicyHref(holder, name) : policyHref(arn)}>{name}</Link>
            ),
          },
          { id: 'type', header: t('type'), by: typeText, cell: typeText },
          ...(entity.kind === 'user' ? [{ id: 'via', header: t('permissions.via'), by: viaText, cell: viaText }] : []),
        ]}
      />
      {shown !== undefined && (
        <div aria-live="polite">
          <Box variant="h3">{t('permissions.summary', { name: shown.name })}</Box>
          <PolicyText held={shown} />
        </div>
      )}
      {asked === 'attach' && (
        <AttachPolicies
          entity={entity}
          attached={own.flatMap(({ arn }) => arn ?? [])}
          onDismiss={() => setAsked(undefined)}
        />
      )}
      {asked === 'remove' && (
        <RemovePolicies
          entity={entity}
          policies={selected}
          onDone={() => {
            setSelected([]);
            setAsked(undefined);
          }}
          onDismiss={() => setAsked(undefined)}
        />
      )}
    </SpaceBetween>
  );
}

export const keyOf = ({ name, arn, holder }: HeldPolicy): string =>
  `${arn ?? name}${holder.kind === 'group' ? ` ${holder.name}` : ''}`;

function useHeld(client: IAMClient, entity: Entity, part: 'attached' | 'inline') {
  return useAws(['iam', 'held', part, entity.kind, entity.name], async (): Promise<readonly HeldPolicy[]> =>
    part === 'attached' ? attachedTo(client, entity) : inlineOf(client, entity),
  );
}

const attachedTo = async (client: IAMClient, holder: Entity): Promise<readonly HeldPolicy[]> =>
  (await policiesOf(client, holder).attached()).map(({ PolicyName: name = '', PolicyArn: arn }) => ({
    name,
    arn,
    holder,
  }));

const inlineOf = async (client: IAMClient, holder: Entity): Promise<readonly HeldPolicy[]> =>
  (await policiesOf(client, holder).inline()).map((name) => ({ name, arn: undefined, holder }));

/** All policies of one holder. */
export const heldOf = async (client: IAMClient, holder: Entity): Promise<readonly HeldPolicy[]> =>
  (await Promise.all([attachedTo(client, holder), inlineOf(client, holder)])).flat();
