import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { alarmStates, type Alarm } from './model.js';
import { alarmTexts } from './texts.js';
import { useAlarmActions } from './use-alarms.js';

/** Puts an alarm into a state, to see what its actions do. */
export function SetState({ alarm, onDismiss }: { readonly alarm: Alarm; readonly onDismiss: () => void }) {
  const t = useTexts(alarmTexts);
  const s = useTexts(sharedTexts);
  const { setState } = useAlarmActions();
  const [state, setStateValue] = useState(alarm.state);
  const [reason, setReason] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const submit = (): void => {
    setIsChecked(true);
    if (reason.trim() !== '')
      void setState.run({ name: alarm.name, state, reason }).then((done) => done && onDismiss());
  };
  return (
    <Modal
      visible
      header={t('setState')}
      closeAriaLabel={s('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {s('action.cancel')}
            </Button>
            <Button variant="primary" loading={setState.isRunning} onClick={submit}>
              {t('setState')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SpaceBetween size="m">
          <FormField label={t('setState.state')} description={t('setState.hint')}>
            <RadioGroup
              value={state}
              items={alarmStates.map((value) => ({ value, label: t(`state.${value}`) }))}
              onChange={({ detail }) => setStateValue(alarmStates.find((one) => one === detail.value) ?? 'OK')}
            />
          </FormField>
          <FormField
            label={t('setState.reason')}
            {...(isChecked && reason.trim() === '' ? { errorText: t('fault.required') } : {})}
          >
            <Input value={reason} onChange={({ detail }) => setReason(detail.value)} />
          </FormField>
          <Problem error={setState.error} />
        </SpaceBetween>
      </form>
    </Modal>
  );
}
