import { DeleteGroupCommand, IAMClient, paginateGetGroup, RemoveUserFromGroupCommand } from '@aws-sdk/client-iam';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { collect } from '../../../shared/use-aws.js';
import { Deletion, type Step } from '../deletion.js';
import { policySteps } from '../policy-steps.js';
import { iamTexts } from '../texts.js';

interface DeleteGroupProps {
  readonly name: string;
  readonly onDone: () => void;
  readonly onDismiss: () => void;
}

export function DeleteGroup({ name, onDone, onDismiss }: DeleteGroupProps) {
  const t = useTexts(iamTexts);
  const client = useClient(IAMClient);
  const load = async (): Promise<readonly Step[]> => {
    const [users, policies] = await Promise.all([
      collect(paginateGetGroup({ client }, { GroupName: name }), (page) => page.Users),
      policySteps(client, { kind: 'group', name }, t),
    ]);
    return [
      ...users.map(({ UserName: user = '' }) => ({
        text: t('delete.member', { name: user }),
        run: () => client.send(new RemoveUserFromGroupCommand({ UserName: user, GroupName: name })),
      })),
      ...policies,
    ];
  };
  return (
    <Deletion
      name={name}
      what={['group', name]}
      load={load}
      last={() => client.send(new DeleteGroupCommand({ GroupName: name }))}
      onDone={onDone}
      onDismiss={onDismiss}
    />
  );
}
