import { IAMClient, paginateListUsers, type User } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { userHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { collect, useAws } from '../../../shared/use-aws.js';
import { createUserHref, iamHref } from '../hrefs.js';
import { iamTexts } from '../texts.js';
import { DeleteUser } from './delete-user.js';
import { userTexts } from './texts.js';

export function UsersPage() {
  const t = useTexts(userTexts);
  const iam = useTexts(iamTexts);
  const format = useFormat();
  const client = useClient(IAMClient);
  const [[chosen], setChosen] = useState<readonly User[]>([]);
  const [isDeleting, setIsDeleting] = useState(false);
  const { data, error, isLoading, refetch } = useAws(
    ['iam', 'users'],
    () => collect(paginateListUsers({ client, pageSize: 1000 }, {}), (page) => page.Users),
    { every: 15_000 },
  );
  return (
    <Page title={iam('users')} crumbs={[{ text: iam('iam'), href: iamHref }]} description={t('hint')}>
      <ResourceTable<User>
        title={iam('users')}
        things={iam('users.things')}
        items={data}
        isLoading={isLoading}
        error={error}
        onRefresh={() => void refetch()}
        id={({ UserName: name = '' }) => name}
        selection={{ type: 'single', selected: chosen === undefined ? [] : [chosen], onSelect: setChosen }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={chosen === undefined} onClick={() => setIsDeleting(true)}>
              {t('delete')}
            </Button>
            <Button variant="primary" href={createUserHref}>
              {t('create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('name'),
            by: ({ UserName: name }) => name,
            cell: ({ UserName: name = '' }) => <Link href={userHref(name)}>{name}</Link>,
          },
          { id: 'path', header: iam('path'), by: ({ Path: path }) => path, cell: ({ Path: path }) => path },
          {
            id: 'created',
            header: iam('created'),
            by: ({ CreateDate: date }) => date?.getTime(),
            cell: ({ CreateDate: date }) => format.time(date),
          },
        ]}
      />
      {isDeleting && chosen?.UserName !== undefined && (
        <DeleteUser
          name={chosen.UserName}
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
