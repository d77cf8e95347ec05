import { GetAccountSummaryCommand, IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { groupsHref, policiesHref, rolesHref, simulatorHref, usersHref, withQuery } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient, useSession } from '../../session/use-session.js';
import { Copyable } from '../../shared/copy.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { useAws } from '../../shared/use-aws.js';
import { AliasPanel } from './alias-panel.js';
import { dashboardTexts } from './dashboard-texts.js';
import { iamTexts } from './texts.js';

/** What the account has, and who is looking. */
export function DashboardPage() {
  const t = useTexts(dashboardTexts);
  const iam = useTexts(iamTexts);
  const { identity } = useSession();
  const client = useClient(IAMClient);
  const summary = useAws(
    ['iam', 'summary'],
    async () => (await client.send(new GetAccountSummaryCommand({}))).SummaryMap ?? {},
    { every: 15_000 },
  );
  const aliases = useAws(
    ['iam', 'aliases'],
    async () => (await client.send(new ListAccountAliasesCommand({}))).AccountAliases ?? [],
  );
  return (
    <Page title={t('title')} crumbs={[]} description={t('hint')}>
      <Container header={<Header variant="h2">{t('resources')}</Header>}>
        {summary.isLoading && <Spinner />}
        <Problem error={summary.error} onRetry={() => void summary.refetch()} />
        {summary.data !== undefined && <Counts summary={summary.data} />}
      </Container>
      <ColumnLayout columns={2}>
        <Container header={<Header variant="h2">{t('account')}</Header>}>
          <SpaceBetween size="m">
            <KeyValuePairs
              columns={1}
              items={[
                { label: t('account.id'), value: <Copyable text={identity.account} /> },
                { label: t('identity'), value: <Copyable text={identity.arn} /> },
              ]}
            />
            {aliases.data === undefined ? (
              <Problem error={aliases.error} onRetry={() => void aliases.refetch()} />
            ) : (
              <AliasPanel alias={aliases.data[0]} />
            )}
          </SpaceBetween>
        </Container>
        <Container header={<Header variant="h2">{t('tools')}</Header>}>
          <SpaceBetween size="xs">
            <Link href={simulatorHref}>{t('tools.simulator')}</Link>
            <Box color="text-body-secondary">{t('tools.simulator.hint')}</Box>
            <Link href={withQuery(policiesHref, { type: 'managed' })}>{iam('policy.managed')}</Link>
            <Box color="text-body-secondary">{t('tools.managed.hint')}</Box>
          </SpaceBetween>
        </Container>
      </ColumnLayout>
    </Page>
  );
}

const counts = [
  { key: 'Groups', quota: 'GroupsQuota', name: 'groups', href: groupsHref },
  { key: 'Users', quota: 'UsersQuota', name: 'users', href: usersHref },
  { key: 'Roles', quota: 'RolesQuota', name: 'roles', href: rolesHref },
  { key: 'Policies', quota: 'PoliciesQuota', name: 'policies', href: withQuery(policiesHref, { type: 'managed' }) },
] as const;

function Counts({ summary }: { readonly summary: Readonly<Record<string, number>> }) {
  const t = useTexts(dashboardTexts);
  const iam = useTexts(iamTexts);
  const format = useFormat();
  return (
    <KeyValuePairs
      columns={4}
      items={counts.map(({ key, quota, name, href }) => ({
        label: iam(name),
        value: (
          <SpaceBetween size="xs">
            <Link href={href} fontSize="display-l" ariaLabel={`${iam(name)}: ${format.number(summary[key])}`}>
              {format.number(summary[key])}
            </Link>
            <Box color="text-body-secondary" fontSize="body-s">
              {t('quota', { most: format.number(summary[quota]) })}
            </Box>
          </SpaceBetween>
        ),
      }))}
    />
  );
}
