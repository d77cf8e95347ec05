import {
  DeleteApplicationCommand,
  KinesisAnalyticsClient,
  StopApplicationCommand,
  type ApplicationDetail,
} from '@aws-sdk/client-kinesis-analytics';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ConfirmDelete } from '../../../shared/confirm-delete.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { texts } from '../texts.js';
import { applicationKey } from '../use-application.js';
import { StartDialog } from './start-dialog.js';

interface ActionsProps {
  /** Undefined while none is chosen. */
  readonly application: ApplicationDetail | undefined;
  readonly onDeleted: () => void;
}

/** Starts, stops and deletes an application. */
export function ApplicationActions({ application, onDeleted }: ActionsProps) {
  const t = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const [asked, setAsked] = useState<'start' | 'stop' | 'delete'>();
  const status = application?.ApplicationStatus;
  const hasInput = (application?.InputDescriptions?.length ?? 0) > 0;
  const dismiss = (): void => setAsked(undefined);
  return (
    <>
      <ButtonDropdown
        disabled={application === undefined}
        items={[
          {
            id: 'start',
            text: t('start'),
            disabled: status !== 'READY' || !hasInput,
            ...(hasInput ? {} : { disabledReason: t('start.noInput') }),
          },
          { id: 'stop', text: t('stop'), disabled: status !== 'RUNNING' },
          { id: 'delete', text: t('delete') },
        ]}
        onItemClick={({ detail }) => setAsked((['start', 'stop', 'delete'] as const).find((id) => id === detail.id))}
      >
        {shared('action.actions')}
      </ButtonDropdown>
      {application !== undefined && asked === 'start' && (
        <StartDialog application={application} onDone={dismiss} onDismiss={dismiss} />
      )}
      {application !== undefined && asked === 'stop' && <StopDialog application={application} onDismiss={dismiss} />}
      {application !== undefined && asked === 'delete' && (
        <DeleteDialog
          application={application}
          onDismiss={dismiss}
          onDeleted={() => {
            dismiss();
            onDeleted();
          }}
        />
      )}
    </>
  );
}

interface DialogProps {
  readonly application: ApplicationDetail;
  readonly onDismiss: () => void;
}

function StopDialog({ application: { ApplicationName: name = '' }, onDismiss }: DialogProps) {
  const t = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const analytics = useClient(KinesisAnalyticsClient);
  const stop = useAction(
    async () => {
      await analytics.send(new StopApplicationCommand({ ApplicationName: name }));
      return true;
    },
    { changes: [applicationKey(name), ['kinesisanalytics', 'applications']], done: () => t('stop.done', { name }) },
  );
  return (
    <Modal
      visible
      header={t('stop.title', { name })}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button
              variant="primary"
              loading={stop.isRunning}
              onClick={() => void stop.run().then((isDone) => isDone === true && onDismiss())}
            >
              {t('stop')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>{t('stop.body')}</Box>
        <Problem error={stop.error} />
      </SpaceBetween>
    </Modal>
  );
}

function DeleteDialog({ application, onDismiss, onDeleted }: DialogProps & { readonly onDeleted: () => void }) {
  const t = useTexts(texts);
  const analytics = useClient(KinesisAnalyticsClient);
  const { ApplicationName: name = '', CreateTimestamp } = application;
  const remove = useAction(
    async () => {
      await analytics.send(new DeleteApplicationCommand({ ApplicationName: name, CreateTimestamp }));
      return true;
    },
    { changes: [['kinesisanalytics', 'applications']], done: () => t('delete.done', { name }) },
  );
  return (
    <ConfirmDelete
      name={name}
      isRunning={remove.isRunning}
      error={remove.error}
      onConfirm={() => void remove.run().then((isDone) => isDone === true && onDeleted())}
      onDismiss={onDismiss}
    >
      {t('delete.body')}
    </ConfirmDelete>
  );
}
