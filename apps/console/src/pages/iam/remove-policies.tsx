import { IAMClient } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { ConfirmDelete } from '../../shared/confirm-delete.js';
import { Problem } from '../../shared/problem.js';
import { sharedTexts } from '../../shared/texts.js';
import { useAction, type Action } from '../../shared/use-aws.js';
import { policiesOf, type Entity } from './entity.js';
import type { HeldPolicy } from './permissions-panel.js';
import { iamTexts } from './texts.js';

interface RemovePoliciesProps {
  readonly entity: Entity;
  readonly policies: readonly HeldPolicy[];
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

/** Detaches managed policies and deletes inline ones; for these, which are gone for good, it asks for a name. */
export function RemovePolicies({ entity, policies, onDone, onDismiss }: RemovePoliciesProps) {
  const t = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const inline = policies.filter(({ arn }) => arn === undefined);
  const managed = policies.filter(({ arn }) => arn !== undefined);
  const remove = useAction(
    async () => {
      const calls = policiesOf(client, entity);
      for (const { arn, name } of policies) await (arn === undefined ? calls.remove(name) : calls.detach(arn));
      return true;
    },
    { changes: [['iam']], done: () => t('permissions.removed', { count: policies.length, name: entity.name }) },
  );
  const confirm = (): void => void remove.run().then((isDone) => isDone && onDone());
  const names = (some: readonly HeldPolicy[]): string => some.map(({ name }) => name).join(', ');
  const what = (
    <SpaceBetween size="xs">
      {managed.length > 0 && <Box>{t('permissions.remove.detach', { names: names(managed) })}</Box>}
      {inline.length > 0 && <Box>{t('permissions.remove.delete', { names: names(inline) })}</Box>}
    </SpaceBetween>
  );
  const title = t('permissions.remove.title', { name: entity.name });
  if (inline.length === 0)
    return (
      <Plain title={title} action={remove} onConfirm={confirm} onDismiss={onDismiss}>
        {what}
      </Plain>
    );
  return (
    <ConfirmDelete
      name={inline.length === 1 ? (inline[0]?.name ?? '') : entity.name}
      title={title}
      isRunning={remove.isRunning}
      error={remove.error}
      onConfirm={confirm}
      onDismiss={onDismiss}
    >
      {what}
    </ConfirmDelete>
  );
}

interface PlainProps {
  readonly title: string;
  readonly action: Action<void, unknown>;
  readonly children: ReactNode;
  readonly onConfirm: () => void;
  readonly onDismiss: () => void;
}

function Plain({ title, action, children, onConfirm, onDismiss }: PlainProps) {
  const t = useTexts(iamTexts);
  const shared = useTexts(sharedTexts);
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" loading={action.isRunning} onClick={onConfirm}>
              {t('permissions.remove')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Problem error={action.error} />
        {children}
      </SpaceBetween>
    </Modal>
  );
}
