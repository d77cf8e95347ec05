import { IAMClient, UpdateGroupCommand, UpdateUserCommand } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction } from '../../shared/use-aws.js';
import type { Entity } from './entity.js';
import { nameFault } from './model/names.js';
import { NameField } from './name-field.js';
import { userTexts } from './users/texts.js';

interface RenameProps {
  readonly entity: Entity & { readonly kind: 'user' | 'group' };
  readonly onDone: (name: string) => void;
  readonly onDismiss: () => void;
}

/** Another name for a user or group; whoever is in it, and its policies, stay. */
export function Rename({ entity, onDone, onDismiss }: RenameProps) {
  const t = useTexts(userTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(IAMClient);
  const [name, setName] = useState(entity.name);
  const [isTried, setIsTried] = useState(false);
  const most = entity.kind === 'user' ? 64 : 128;
  const rename = useAction(
    async () => {
      await (entity.kind === 'user'
        ? client.send(new UpdateUserCommand({ UserName: entity.name, NewUserName: name }))
        : client.send(new UpdateGroupCommand({ GroupName: entity.name, NewGroupName: name })));
      return true;
    },
    { done: () => t('rename.done', { old: entity.name, name }) },
  );
  const submit = (): void => {
    setIsTried(true);
    if (nameFault(name, most) !== undefined) return;
    void rename.run().then((isDone) => isDone && onDone(name));
  };
  return (
    <Modal
      visible
      header={t('rename.title', { name: entity.name })}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" disabled={name === entity.name} loading={rename.isRunning} onClick={submit}>
              {t('rename.save')}
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
          <Problem error={rename.error} />
          <NameField label={t('rename.new')} value={name} onChange={setName} most={most} isTried={isTried} />
        </SpaceBetween>
      </form>
    </Modal>
  );
}
