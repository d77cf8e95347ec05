import {
  DeleteApplicationOutputCommand,
  KinesisAnalyticsClient,
  type ApplicationDetail,
  type OutputDescription,
} from '@aws-sdk/client-kinesis-analytics';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { applicationHref, withQuery } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { useAction } from '../../../shared/use-aws.js';
import { destinationOf, nameOfArn } from '../application.js';
import { Go, ResourceLink, RoleLink } from '../overview.js';
import { texts } from '../texts.js';
import { applicationKey } from '../use-application.js';

/** Where the rows of in-application streams go. */
export function Destinations({ application }: { readonly application: ApplicationDetail }) {
  const t = useTexts(texts);
  const [asked, setAsked] = useState<OutputDescription>();
  const name = application.ApplicationName ?? '';
  const outputs = application.OutputDescriptions ?? [];
  return (
    <>
      <ResourceTable
        title={t('destination')}
        things={t('destination')}
        items={outputs}
        id={({ OutputId = '' }) => OutputId}
        isLoading={false}
        hasNoFilter
        description={outputs.length >= 3 ? t('destination.most') : undefined}
        actions={
          <Go to={applicationHref(name, 'destination')} disabled={outputs.length >= 3}>
            {t('destination.connect')}
          </Go>
        }
        empty={<Box color="text-body-secondary">{t('destination.none')}</Box>}
        columns={[
          {
            id: 'to',
            header: t('destination.to'),
            by: (output) => destinationOf(output).resource,
            isRowHeader: true,
            cell: (output) => {
              const { kind, resource } = destinationOf(output);
              return (
                <SpaceBetween direction="horizontal" size="xs">
                  <Box color="text-body-secondary">{t(`kind.${kind}`)}</Box>
                  <ResourceLink kind={kind} arn={resource} />
                </SpaceBetween>
              );
            },
          },
          { id: 'stream', header: t('source.inApp'), by: ({ Name }) => Name, cell: ({ Name }) => Name },
          {
            id: 'format',
            header: t('destination.format'),
            cell: ({ DestinationSchema }) => DestinationSchema?.RecordFormatType,
          },
          { id: 'role', header: t('role'), cell: (output) => <RoleLink arn={destinationOf(output).role} /> },
          { id: 'id', header: t('source.id'), by: ({ OutputId }) => OutputId, cell: ({ OutputId }) => OutputId },
          {
            id: 'actions',
            header: '',
            // Else the words break to make room for the others.
            minWidth: 170,
            cell: (output) => (
              <SpaceBetween direction="horizontal" size="xs">
                <Link href={withQuery(applicationHref(name, 'destination'), { output: output.OutputId })}>
                  {t('edit')}
                </Link>
                <Button variant="inline-link" onClick={() => setAsked(output)}>
                  {t('destination.disconnect')}
                </Button>
              </SpaceBetween>
            ),
          },
        ]}
      />
      {asked !== undefined && (
        <Disconnect application={application} output={asked} onDismiss={() => setAsked(undefined)} />
      )}
    </>
  );
}

interface DisconnectProps {
  readonly application: ApplicationDetail;
  readonly output: OutputDescription;
  readonly onDismiss: () => void;
}

function Disconnect({ application, output, onDismiss }: DisconnectProps) {
  const t = useTexts(texts);
  const analytics = useClient(KinesisAnalyticsClient);
  const name = application.ApplicationName ?? '';
  const to = nameOfArn(destinationOf(output).resource);
  const remove = useAction(
    async () => {
      await analytics.send(
        new DeleteApplicationOutputCommand({
          ApplicationName: name,
          CurrentApplicationVersionId: application.ApplicationVersionId,
          OutputId: output.OutputId,
        }),
      );
      return true;
    },
    { changes: [applicationKey(name)], done: () => t('destination.disconnected', { name: to }) },
  );
  return (
    <ConfirmDelete
      name={to}
      title={t('destination.disconnect.title', { name: to })}
      action={t('destination.disconnect')}
      isRunning={remove.isRunning}
      error={remove.error}
      onConfirm={() => void remove.run().then((isDone) => isDone === true && onDismiss())}
      onDismiss={onDismiss}
    >
      {t('destination.disconnect.body', { stream: output.Name ?? '' })}
    </ConfirmDelete>
  );
}
