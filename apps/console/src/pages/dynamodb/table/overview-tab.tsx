import type { TableDescription } from '@aws-sdk/client-dynamodb';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { tableHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { Copyable } from '../../../shared/copy.js';
import { useFormat } from '../../../shared/format.js';
import { keysOf } from '../items/schema.js';
import { TableStatus } from '../tables/table-status.js';
import { dynamoTexts } from '../texts.js';
import { Details } from './details.js';

/** What AWS calls the table's details and general information. */
export function OverviewTab({ table }: { readonly table: TableDescription }) {
  const t = useTexts(dynamoTexts);
  const format = useFormat();
  const keys = keysOf(table.KeySchema, table.AttributeDefinitions);
  const key = (role: 'HASH' | 'RANGE'): string | undefined =>
    keys
      .filter((one) => one.role === role)
      .map(({ name, type }) => `${name} (${t(`type.${type}`)})`)
      .join(', ') || undefined;
  const isOnDemand = table.BillingModeSummary?.BillingMode === 'PAY_PER_REQUEST';
  const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = table.ProvisionedThroughput ?? {};
  const name = table.TableName ?? '';
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t('details')}</Header>}>
        <Details
          items={[
            [t('table.name'), name],
            [t('arn'), <Copyable key="arn" text={table.TableArn ?? ''} />],
            [t('column.status'), <TableStatus key="status" status={table.TableStatus} />],
            [t('key.partition'), key('HASH')],
            [t('key.sort'), key('RANGE')],
            [t('created'), format.time(table.CreationDateTime)],
            [
              t('capacity.mode'),
              isOnDemand
                ? t('capacity.PAY_PER_REQUEST')
                : t('capacity.provisioned', { read: ReadCapacityUnits, write: WriteCapacityUnits }),
            ],
            [
              t('class'),
              t(
                `class.${table.TableClassSummary?.TableClass === 'STANDARD_INFREQUENT_ACCESS' ? 'STANDARD_INFREQUENT_ACCESS' : 'STANDARD'}`,
              ),
            ],
            [t('protection'), table.DeletionProtectionEnabled ? t('on') : t('off')],
            [
              t('streams'),
              table.StreamSpecification?.StreamEnabled ? (
                <Copyable key="stream" text={table.LatestStreamArn ?? ''} />
              ) : (
                t('off')
              ),
            ],
            [t('table.id'), table.TableId],
          ]}
        />
      </Container>
      <Container
        header={
          <Header
            variant="h2"
            description={t('summary.hint')}
            actions={<Link href={tableHref(name, 'items')}>{t('table.explore')}</Link>}
          >
            {t('summary')}
          </Header>
        }
      >
        <Details
          items={[
            [
              t('column.items'),
              <Box key="items" variant="awsui-value-large">
                {format.number(table.ItemCount)}
              </Box>,
            ],
            [
              t('column.size'),
              <Box key="size" variant="awsui-value-large">
                {format.bytes(table.TableSizeBytes)}
              </Box>,
            ],
            [
              t('summary.average'),
              <Box key="average" variant="awsui-value-large">
                {table.ItemCount ? format.bytes((table.TableSizeBytes ?? 0) / table.ItemCount) : '–'}
              </Box>,
            ],
          ]}
        />
      </Container>
    </SpaceBetween>
  );
}
