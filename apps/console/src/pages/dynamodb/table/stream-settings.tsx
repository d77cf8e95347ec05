import {
  DynamoDBClient,
  UpdateTableCommand,
  type StreamSpecification,
  type StreamViewType,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { createFunctionHref } from '../../../hrefs.js';
import Link from '@cloudscape-design/components/link';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Copyable } from '../../../shared/copy.js';
import { Problem } from '../../../shared/problem.js';
import { useAction } from '../../../shared/use-aws.js';
import { ViewTypeSelect } from '../tables/custom-settings.js';
import { dynamoTexts } from '../texts.js';
import { Details } from './details.js';

/** The stream of the table's changes. */
export function StreamSettings({ table }: { readonly table: TableDescription }) {
  const t = useTexts(dynamoTexts);
  const client = useClient(DynamoDBClient);
  const [view, setView] = useState<StreamViewType>('NEW_AND_OLD_IMAGES');
  const update = useAction(
    (StreamSpecification: StreamSpecification) =>
      client.send(new UpdateTableCommand({ TableName: table.TableName, StreamSpecification })),
    { changes: [['dynamodb']], done: () => t('settings.saved') },
  );
  const { StreamEnabled: isOn = false, StreamViewType: type } = table.StreamSpecification ?? {};
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('streams.hint')}
          actions={
            <Button
              loading={update.isRunning}
              ariaLabel={`${t('streams')}: ${isOn ? t('turn.off') : t('turn.on')}`}
              onClick={() =>
                void update.run(isOn ? { StreamEnabled: false } : { StreamEnabled: true, StreamViewType: view })
              }
            >
              {isOn ? t('turn.off') : t('turn.on')}
            </Button>
          }
        >
          {t('streams')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Details
          items={[
            [
              t('column.status'),
              <StatusIndicator key="status" type={isOn ? 'success' : 'stopped'}>
                {isOn ? t('on') : t('off')}
              </StatusIndicator>,
            ],
            [t('view'), type === undefined ? '–' : t(`view.${type}`)],
            [
              t('streams.latest'),
              table.LatestStreamArn === undefined ? '–' : <Copyable key="arn" text={table.LatestStreamArn} />,
            ],
          ]}
        />
        {isOn ? (
          <Link href={createFunctionHref}>{t('streams.trigger')}</Link>
        ) : (
          <ViewTypeSelect value={view} onChange={(next) => next !== 'OFF' && setView(next)} />
        )}
        <Problem error={update.error} />
      </SpaceBetween>
    </Container>
  );
}
