import { IAMClient, UpdateRoleCommand, type Role } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { sharedTexts } from '../../../shared/texts.js';
import { useAction } from '../../../shared/use-aws.js';
import { isDescription } from '../model/names.js';
import { iamTexts } from '../texts.js';
import { roleTexts } from './texts.js';

/** A role's description and how long its sessions last at most. */
export function EditRole({ role, onDismiss }: { readonly role: Role; readonly onDismiss: () => void }) {
  const t = useTexts(roleTexts);
  const iam = useTexts(iamTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(IAMClient);
  const { RoleName: name = '' } = role;
  const [description, setDescription] = useState(role.Description ?? '');
  const [duration, setDuration] = useState(String(role.MaxSessionDuration ?? 3600));
  const seconds = Number(duration);
  const isDuration = /^\d+$/.test(duration) && seconds >= 3600 && seconds <= 43_200;
  const save = useAction(
    async () => {
      await client.send(
        new UpdateRoleCommand({ RoleName: name, Description: description, MaxSessionDuration: seconds }),
      );
      return true;
    },
    { changes: [['iam']], done: () => t('edit.saved', { name }) },
  );
  const submit = (): void => {
    if (isDuration && isDescription(description)) void save.run().then((done) => done && onDismiss());
  };
  return (
    <Modal
      visible
      header={t('edit.title', { name })}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" loading={save.isRunning} onClick={submit}>
              {t('edit.save')}
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
          <Problem error={save.error} />
          <FormField
            label={t('description')}
            errorText={isDescription(description) ? undefined : iam('description.bad')}
          >
            <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
          </FormField>
          <FormField
            label={t('edit.duration')}
            constraintText={t('edit.duration.hint')}
            errorText={isDuration ? undefined : t('edit.duration.hint')}
          >
            <Input
              value={duration}
              type="number"
              inputMode="numeric"
              onChange={({ detail }) => setDuration(detail.value)}
            />
          </FormField>
          <button type="submit" hidden>
            {t('edit.save')}
          </button>
        </SpaceBetween>
      </form>
    </Modal>
  );
}
