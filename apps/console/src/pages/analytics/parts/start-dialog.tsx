import {
  KinesisAnalyticsClient,
  StartApplicationCommand,
  type ApplicationDetail,
  type InputStartingPosition,
} from '@aws-sdk/client-kinesis-analytics';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { texts } from '../texts.js';
import { applicationKey } from '../use-application.js';

export const positions: readonly InputStartingPosition[] = ['NOW', 'TRIM_HORIZON', 'LAST_STOPPED_POINT'];

/** Where the application would be started if nobody chose: where it stopped, or now the first time. */
export const usualPosition = ({ InputDescriptions: inputs }: ApplicationDetail): InputStartingPosition =>
  inputs?.[0]?.InputStartingPositionConfiguration?.InputStartingPosition === undefined ? 'NOW' : 'LAST_STOPPED_POINT';

/** Starts an application: resolves to undefined where that failed, and `error` says why. */
export function useStart(application: ApplicationDetail) {
  const t = useTexts(texts);
  const analytics = useClient(KinesisAnalyticsClient);
  const name = application.ApplicationName ?? '';
  return useAction(
    async (position: InputStartingPosition) => {
      await analytics.send(
        new StartApplicationCommand({
          ApplicationName: name,
          InputConfigurations: (application.InputDescriptions ?? []).map(({ InputId }) => ({
            Id: InputId,
            InputStartingPositionConfiguration: { InputStartingPosition: position },
          })),
        }),
      );
      return true;
    },
    { changes: [applicationKey(name), ['kinesisanalytics', 'applications']], done: () => t('start.done', { name }) },
  );
}

interface StartDialogProps {
  readonly application: ApplicationDetail;
  readonly title?: string;
  readonly children?: ReactNode;
  /** The words of its buttons. */
  readonly confirm?: string;
  readonly dismiss?: string;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

export function StartDialog({ application, title, children, confirm, dismiss, onDone, onDismiss }: StartDialogProps) {
  const t = useTexts(texts);
  const shared = useTexts(sharedTexts);
  const [position, setPosition] = useState<InputStartingPosition>(usualPosition(application));
  const start = useStart(application);
  return (
    <Modal
      visible
      header={title ?? t('start.title', { name: application.ApplicationName ?? '' })}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {dismiss ?? shared('action.cancel')}
            </Button>
            <Button
              variant="primary"
              loading={start.isRunning}
              onClick={() => void start.run(position).then((isDone) => isDone === true && onDone())}
            >
              {confirm ?? t('start.confirm')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {children}
        <Problem error={start.error} />
        <PositionField value={position} onChange={setPosition} />
      </SpaceBetween>
    </Modal>
  );
}

export function PositionField({
  value,
  onChange,
  of = positions,
}: {
  readonly value: InputStartingPosition;
  readonly onChange: (position: InputStartingPosition) => void;
  readonly of?: readonly InputStartingPosition[];
}) {
  const t = useTexts(texts);
  return (
    <FormField label={t('position')}>
      <RadioGroup
        value={value}
        items={of.map((position) => ({
          value: position,
          label: t(`position.${position}`),
          description: t(`position.${position}.hint`),
        }))}
        onChange={({ detail }) => onChange(of.find((one) => one === detail.value) ?? 'NOW')}
      />
    </FormField>
  );
}
