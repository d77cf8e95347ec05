import type { Policy } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { createPolicyHref, policyHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { Page } from '../../../shared/page.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { sharedTexts } from '../../../shared/texts.js';
import { iamHref } from '../hrefs.js';
import { iamTexts } from '../texts.js';
import { policyType, usePolicies, usePolicyTypeText, type PolicyType } from '../use-policies.js';
import { DeletePolicy } from './delete-policy.js';

const types: readonly PolicyType[] = ['managed', 'aws', 'job', 'service'];

export function PoliciesPage() {
  const t = useTexts(iamTexts);
  const shared = useTexts(sharedTexts);
  const typeText = usePolicyTypeText();
  const [query, setQuery] = useSearchParams();
  const [[chosen], setChosen] = useState<readonly Policy[]>([]);
  const [isDeleting, setIsDeleting] = useState(false);
  const { data, error, isLoading, refetch } = usePolicies();
  const type = types.find((one) => one === query.get('type'));
  const options = [
    { value: '', label: t('policies.all') },
    ...types.map((value) => ({ value, label: t(`policy.${value}`) })),
  ];
  const usedText = ({ AttachmentCount: count = 0, PermissionsBoundaryUsageCount: bounds = 0 }: Policy): string =>
    [
      ...(count > 0 ? [t('policy.used.permissions', { count })] : []),
      ...(bounds > 0 ? [t('policy.used.boundary', { count: bounds })] : []),
    ].join(', ') || t('none');
  return (
    <Page title={t('policies')} crumbs={[{ text: t('iam'), href: iamHref }]} description={t('policies.hint')}>
      <ResourceTable<Policy>
        title={t('policies')}
        things={t('policies.things')}
        items={data?.filter((policy) => type === undefined || policyType(policy) === type)}
        isLoading={isLoading}
        error={error}
        onRefresh={() => void refetch()}
        id={({ Arn: arn = '' }) => arn}
        selection={{ type: 'single', selected: chosen === undefined ? [] : [chosen], onSelect: setChosen }}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Select
              selectedOption={options.find(({ value }) => value === (type ?? '')) ?? null}
              options={options}
              ariaLabel={t('policies.filter')}
              onChange={({ detail }) => {
                const value = detail.selectedOption.value ?? '';
                setQuery(value === '' ? {} : { type: value }, { replace: true });
              }}
            />
            <Button
              disabled={chosen === undefined || policyType(chosen) !== 'managed'}
              onClick={() => setIsDeleting(true)}
            >
              {shared('action.delete')}
            </Button>
            <Button variant="primary" href={createPolicyHref}>
              {t('policies.create')}
            </Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'name',
            header: t('policy.name'),
            by: ({ PolicyName: name }) => name,
            cell: ({ PolicyName: name, Arn: arn = '' }) => <Link href={policyHref(arn)}>{name}</Link>,
          },
          { id: 'type', header: t('type'), by: typeText, cell: typeText },
          {
            id: 'used',
            header: t('policy.used'),
            cell: usedText,
            by: ({ AttachmentCount: count }) => count,
          },
        ]}
      />
      {isDeleting && chosen?.Arn !== undefined && (
        <DeletePolicy
          arn={chosen.Arn}
          onDone={() => {
            setIsDeleting(false);
            setChosen([]);
          }}
          onDismiss={() => setIsDeleting(false)}
        />
      )}
    </Page>
  );
}
