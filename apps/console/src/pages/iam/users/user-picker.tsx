import { IAMClient, paginateListUsers, type User } from '@aws-sdk/client-iam';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { collect, useAws } from '../../../shared/use-aws.js';
import { iamTexts } from '../texts.js';

interface UserPickerProps {
  readonly selected: readonly User[];
  readonly onSelect: (users: readonly User[]) => void;
  /** Names of those that need not be offered. */
  readonly without?: readonly string[];
}

export function UserPicker({ selected, onSelect, without = [] }: UserPickerProps) {
  const t = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const { data, error, isLoading, refetch } = useAws(['iam', 'users'], () =>
    collect(paginateListUsers({ client, pageSize: 1000 }, {}), (page) => page.Users),
  );
  return (
    <ResourceTable<User>
      title={t('users')}
      things={t('users.things')}
      headingLevel="h3"
      items={data?.filter(({ UserName: name = '' }) => !without.includes(name))}
      isLoading={isLoading}
      error={error}
      onRefresh={() => void refetch()}
      id={({ UserName: name = '' }) => name}
      pageSize={20}
      selection={{ type: 'multi', selected, onSelect }}
      columns={[
        { id: 'name', header: t('name'), by: ({ UserName: name }) => name, cell: ({ UserName: name }) => name },
        { id: 'path', header: t('path'), by: ({ Path: path }) => path, cell: ({ Path: path }) => path },
      ]}
    />
  );
}
