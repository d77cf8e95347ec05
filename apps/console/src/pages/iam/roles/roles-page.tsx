import { IAMClient, paginateListRoles, type Role } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { createRoleHref, roleHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { collect, useAws } from '../../../shared/use-aws.js';
import { decoded } from '../entity.js';
import { iamHref } from '../hrefs.js';
import { trustedEntities } from '../model/trust.js';
import { iamTexts } from '../texts.js';
import { DeleteRole } from './delete-role.js';
import { roleTexts } from './texts.js';

export function RolesPage() {
  const t = useTexts(roleTexts);
  const iam = useTexts(iamTexts);
  const format = useFormat();
  const client = useClient(IAMClient);
  const [[chosen], setChosen] = useState<readonly Role[]>([]);
  const [isDeleting, setIsDeleting] = useState(false);
  const trusted = useTrustedText();
  const { data, error, isLoading, refetch } = useAws(
    ['iam', 'roles'],
    () => collect(paginateListRoles({ client, pageSize: 1000 }, {}), (page) => page.Roles),
    { every: 15_000 },
  );
  const trustedText = ({ AssumeRolePolicyDocument: document }: Role): string => trusted(decoded(document));
  return (
    <Page title={iam('roles')} crumbs={[{ text: iam('iam'), href: iamHref }]} description={t('hint')}>
      <ResourceTable<Role>
        title={iam('roles')}
        things={iam('roles.things')}
        items={data}
        isLoading={isLoading}
        error={error}
        onRefresh={() => void refetch()}
        id={({ RoleName: name = '' }) => name}
        selection={{ type: 'single', selected: chosen === undefined ? [] : [chosen], onSelect: setChosen }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={chosen === undefined} onClick={() => setIsDeleting(true)}>
              {t('delete')}
            </Button>
            <Button variant="primary" href={createRoleHref}>
              {t('create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('name'),
            by: ({ RoleName: name }) => name,
            cell: ({ RoleName: name = '' }) => <Link href={roleHref(name)}>{name}</Link>,
          },
          { id: 'trusted', header: t('trusted'), by: trustedText, cell: trustedText },
          {
            id: 'created',
            header: iam('created'),
            by: ({ CreateDate: date }) => date?.getTime(),
            cell: ({ CreateDate: date }) => format.time(date),
          },
        ]}
      />
      {isDeleting && chosen?.RoleName !== undefined && (
        <DeleteRole
          name={chosen.RoleName}
          onDone={() => {
            setChosen([]);
            setIsDeleting(false);
          }}
          onDismiss={() => setIsDeleting(false)}
        />
      )}
    </Page>
  );
}

/** Whom a trust policy names, in a few words. */
export function useTrustedText(): (document: string) => string {
  const t = useTexts(roleTexts);
  return (document) => {
    const [first, ...more] = trustedEntities(document);
    if (first === undefined) return '–';
    const name = first.kind === 'any' ? t('trusted.any') : t(`trusted.${first.kind}`, { name: first.name });
    return more.length === 0 ? name : t('trusted.more', { name, count: more.length });
  };
}
