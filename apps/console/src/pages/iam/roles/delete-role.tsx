import { DeleteRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { Deletion } from '../deletion.js';
import { policySteps } from '../policy-steps.js';
import { iamTexts } from '../texts.js';

interface DeleteRoleProps {
  readonly name: string;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

export function DeleteRole({ name, onDone, onDismiss }: DeleteRoleProps) {
  const t = useTexts(iamTexts);
  const client = useClient(IAMClient);
  return (
    <Deletion
      name={name}
      what={['role', name]}
      load={() => policySteps(client, { kind: 'role', name }, t)}
      last={() => client.send(new DeleteRoleCommand({ RoleName: name }))}
      onDone={onDone}
      onDismiss={onDismiss}
    />
  );
}
