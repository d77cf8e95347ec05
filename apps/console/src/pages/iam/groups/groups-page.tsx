import type { Group } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { groupHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { Page } from '../../../shared/page.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { createGroupHref, iamHref } from '../hrefs.js';
import { iamTexts } from '../texts.js';
import { DeleteGroup } from './delete-group.js';
import { useGroups } from './group-picker.js';
import { groupTexts } from './texts.js';

export function GroupsPage() {
  const t = useTexts(groupTexts);
  const iam = useTexts(iamTexts);
  const format = useFormat();
  const [[chosen], setChosen] = useState<readonly Group[]>([]);
  const [isDeleting, setIsDeleting] = useState(false);
  const { data, error, isLoading, refetch } = useGroups();
  return (
    <Page title={iam('groups')} crumbs={[{ text: iam('iam'), href: iamHref }]} description={t('hint')}>
      <ResourceTable<Group>
        title={iam('groups')}
        things={iam('groups.things')}
        items={data}
        isLoading={isLoading}
        error={error}
        onRefresh={() => void refetch()}
        id={({ GroupName: name = '' }) => name}
        selection={{ type: 'single', selected: chosen === undefined ? [] : [chosen], onSelect: setChosen }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={chosen === undefined} onClick={() => setIsDeleting(true)}>
              {t('delete')}
            </Button>
            <Button variant="primary" href={createGroupHref}>
              {t('create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('name'),
            by: ({ GroupName: name }) => name,
            cell: ({ GroupName: name = '' }) => <Link href={groupHref(name)}>{name}</Link>,
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
      {isDeleting && chosen?.GroupName !== undefined && (
        <DeleteGroup
          name={chosen.GroupName}
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
