import { IAMClient, paginateListGroups, type Group } from '@aws-sdk/client-iam';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { collect, useAws } from '../../../shared/use-aws.js';
import { iamTexts } from '../texts.js';

interface GroupPickerProps {
  readonly selected: readonly Group[];
  readonly onSelect: (groups: readonly Group[]) => void;
  /** Names of those that need not be offered. */
  readonly without?: readonly string[];
}

export function useGroups() {
  const client = useClient(IAMClient);
  return useAws(['iam', 'groups'], () =>
    collect(paginateListGroups({ client, pageSize: 1000 }, {}), (page) => page.Groups),
  );
}

export function GroupPicker({ selected, onSelect, without = [] }: GroupPickerProps) {
  const t = useTexts(iamTexts);
  const { data, error, isLoading, refetch } = useGroups();
  return (
    <ResourceTable<Group>
      title={t('groups')}
      things={t('groups.things')}
      headingLevel="h3"
      items={data?.filter(({ GroupName: name = '' }) => !without.includes(name))}
      isLoading={isLoading}
      error={error}
      onRefresh={() => void refetch()}
      id={({ GroupName: name = '' }) => name}
      pageSize={20}
      selection={{ type: 'multi', selected, onSelect }}
      columns={[
        { id: 'name', header: t('name'), by: ({ GroupName: name }) => name, cell: ({ GroupName: name }) => name },
        { id: 'path', header: t('path'), by: ({ Path: path }) => path, cell: ({ Path: path }) => path },
      ]}
    />
  );
}
