import { IAMClient, type Policy } from '@aws-sdk/client-iam';
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
import { policiesOf, type Entity } from './entity.js';
import { PolicyPicker } from './policy-picker.js';
import { iamTexts } from './texts.js';

interface AttachPoliciesProps {
  readonly entity: Entity;
  /** ARNs. */
  readonly attached: readonly string[];
  readonly onDismiss: () => void;
}

export function AttachPolicies({ entity, attached, onDismiss }: AttachPoliciesProps) {
  const t = useTexts(iamTexts);
  const shared = useTexts(sharedTexts);
  const client = useClient(IAMClient);
  const [selected, setSelected] = useState<readonly Policy[]>([]);
  const attach = useAction(
    async () => {
      const policies = policiesOf(client, entity);
      // One that is attached already is none of IAM's errors: what failed can be tried again whole.
      for (const { Arn: arn = '' } of selected) await policies.attach(arn);
      return true;
    },
    {
      changes: [['iam']],
      done: () => t('permissions.attached', { count: selected.length, name: entity.name }),
    },
  );
  const submit = (): void => void attach.run().then((isDone) => isDone && onDismiss());
  return (
    <Modal
      visible
      size="large"
      header={t('attach.title', { name: entity.name })}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" disabled={selected.length === 0} loading={attach.isRunning} onClick={submit}>
              {t('attach.button')}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Problem error={attach.error} />
        <PolicyPicker type="multi" selected={selected} onSelect={setSelected} without={attached} />
      </SpaceBetween>
    </Modal>
  );
}
