import type { Policy } from '@aws-sdk/client-iam';
import Link from '@cloudscape-design/components/link';
import { useTexts } from '../../i18n/language.js';
import { policyHref } from '../../hrefs.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { iamTexts } from './texts.js';
import { usePolicies, usePolicyTypeText } from './use-policies.js';

interface PolicyPickerProps {
  readonly type: 'single' | 'multi';
  readonly selected: readonly Policy[];
  readonly onSelect: (policies: readonly Policy[]) => void;
  /** ARNs of those that need not be offered. */
  readonly without?: readonly string[];
}

/** Chooses among all policies; what is chosen stays so while one looks for others. */
export function PolicyPicker({ type, selected, onSelect, without = [] }: PolicyPickerProps) {
  const t = useTexts(iamTexts);
  const typeText = usePolicyTypeText();
  const { data, error, isLoading, refetch } = usePolicies();
  return (
    <ResourceTable<Policy>
      title={t('attach.find')}
      things={t('policies.things')}
      headingLevel="h3"
      items={data?.filter(({ Arn: arn = '' }) => !without.includes(arn))}
      isLoading={isLoading}
      error={error}
      onRefresh={() => void refetch()}
      id={({ Arn: arn = '' }) => arn}
      pageSize={20}
      selection={{ type, selected, onSelect }}
      columns={[
        {
          id: 'name',
          header: t('policy.name'),
          by: ({ PolicyName: name }) => name,
          cell: ({ PolicyName: name, Arn: arn = '' }) => (
            <Link href={policyHref(arn)} external target="_blank">
              {name}
            </Link>
          ),
        },
        { id: 'type', header: t('type'), by: typeText, cell: typeText },
      ]}
    />
  );
}
