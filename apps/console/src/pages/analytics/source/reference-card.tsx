import {
  DeleteApplicationReferenceDataSourceCommand,
  KinesisAnalyticsClient,
  type ApplicationDetail,
} from '@aws-sdk/client-kinesis-analytics';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { applicationHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { useAction } from '../../../shared/use-aws.js';
import { Go, RoleLink } from '../overview.js';
import { texts } from '../texts.js';
import { applicationKey } from '../use-application.js';

/** The table of an S3 object that a program may join. */
export function ReferenceCard({ application }: { readonly application: ApplicationDetail }) {
  const t = useTexts(texts);
  const analytics = useClient(KinesisAnalyticsClient);
  const [isAsked, setAsked] = useState(false);
  const name = application.ApplicationName ?? '';
  const source = application.ReferenceDataSourceDescriptions?.[0];
  const object = source?.S3ReferenceDataSourceDescription;
  const remove = useAction(
    async () => {
      await analytics.send(
        new DeleteApplicationReferenceDataSourceCommand({
          ApplicationName: name,
          CurrentApplicationVersionId: application.ApplicationVersionId,
          ReferenceId: source?.ReferenceId,
        }),
      );
      return true;
    },
    { changes: [applicationKey(name)] },
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('optional')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {source !== undefined && <Button onClick={() => setAsked(true)}>{t('remove')}</Button>}
              <Go to={applicationHref(name, 'reference')}>
                {source === undefined ? t('reference.connect') : t('edit')}
              </Go>
            </SpaceBetween>
          }
        >
          {t('reference')}
        </Header>
      }
    >
      {source === undefined ? (
        <Box color="text-body-secondary">{t('reference.none')}</Box>
      ) : (
        <KeyValuePairs
          columns={4}
          items={[
            { label: t('reference.table'), value: source.TableName ?? '–' },
            {
              label: t('reference.object'),
              value: `${object?.BucketARN?.split(':::').at(-1) ?? ''}/${object?.FileKey ?? ''}`,
            },
            {
              label: t('source.schema'),
              value: t('source.columns', { count: source.ReferenceSchema?.RecordColumns?.length ?? 0 }),
            },
            { label: t('role'), value: <RoleLink arn={object?.ReferenceRoleARN ?? ''} /> },
          ]}
        />
      )}
      {isAsked && source !== undefined && (
        <ConfirmDelete
          name={source.TableName ?? ''}
          action={t('remove')}
          isRunning={remove.isRunning}
          error={remove.error}
          onConfirm={() => void remove.run().then((isDone) => isDone === true && setAsked(false))}
          onDismiss={() => setAsked(false)}
        />
      )}
    </Container>
  );
}
