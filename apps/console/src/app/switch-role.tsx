import Alert from '@cloudscape-design/components/alert';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { GetRoleCommand, IAMClient, paginateListRoles } from '@aws-sdk/client-iam';
import { useState } from 'react';
import { useTexts } from '../i18n/language.js';
import type { SignIn } from '../session/credentials.js';
import { recentRoles, rememberRole, roleNameOf } from '../session/recent-roles.js';
import { forgetKeys, isUserPart, roleUser, userNameOf } from '../session/role-user.js';
import { trustOf } from '../session/trust.js';
import { useClient, useSessionControls } from '../session/use-session.js';
import { isCode, problemOf } from '../shared/aws-problem.js';
import { Problem } from '../shared/problem.js';
import { sharedTexts } from '../shared/texts.js';
import { collect, useAction, useAws } from '../shared/use-aws.js';
import { RoleUserPart, TrustPart } from './switch-role-parts.js';
import { switchRoleTexts } from './switch-role-texts.js';

const isRole = (arn: string): boolean => /^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/.test(arn);

/** Takes on a role: directly, for root through a user made for it, as a guest where the role is theirs. */
export default function SwitchRole({ onDismiss }: { readonly onDismiss: () => void }) {
  const t = useTexts(switchRoleTexts);
  const shared = useTexts(sharedTexts);
  const { session, signIn } = useSessionControls();
  const iam = useClient(IAMClient);
  const [typed, setTyped] = useState('');
  const [sessionName, setSessionName] = useState('console');
  const [userPart, setUserPart] = useState('me');
  const [hasTried, setHasTried] = useState(false);
  const recent = recentRoles.use();
  const roles = useAws(['iam', 'roles', 'switch'], ({ signal }) =>
    collect(paginateListRoles({ client: iam }, {}, { abortSignal: signal }), (page) => page.Roles),
  );
  // A name does for those of the account.
  const arn = roles.data?.find(({ RoleName }) => RoleName === typed)?.Arn ?? typed;
  const name = roleNameOf(arn);
  const trust = useAws(
    ['iam', 'roles', 'trust', arn],
    async ({ signal }) => {
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }), { abortSignal: signal });
      const user = session.isRoot ? undefined : session.identity.arn;
      return trustOf(Role?.AssumeRolePolicyDocument ?? '', session.identity.account, user);
    },
    { enabled: isRole(arn) },
  );
  const go = useAction(async (to: SignIn | undefined) => {
    if (to !== undefined) await signIn(to);
    else if (!session.isRoot) {
      const by = await session.credentials();
      await signIn({ kind: 'role', roleArn: arn, sessionName, by, back: session.signIn });
    } else {
      const by = await roleUser(iam, userNameOf(userPart), arn);
      await patiently(() => signIn({ kind: 'role', roleArn: arn, sessionName, by, back: session.signIn })).catch(
        (error: unknown) => {
          if (isCode(error, 'InvalidClientTokenId')) forgetKeys(by);
          throw error;
        },
      );
    }
    rememberRole(arn);
    onDismiss();
  });
  const wrongRole = isRole(arn) ? undefined : t('role.wrong');
  const wrongSession = /^[\w+=,.@-]{2,64}$/.test(sessionName) ? undefined : t('session.wrong');
  const wrongUser = !session.isRoot || isUserPart(userPart) ? undefined : t('root.wrong');
  const isClosed = trust.data?.lets === 'nobody-here';
  const submit = (): void => {
    setHasTried(true);
    if (wrongRole || wrongSession || wrongUser || isClosed || go.isRunning) return;
    void go.run(undefined);
  };
  return (
    <Modal
      visible
      header={t('title')}
      closeAriaLabel={shared('action.close')}
      onDismiss={onDismiss}
      size="large"
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onDismiss}>
              {shared('action.cancel')}
            </Button>
            <Button variant="primary" loading={go.isRunning} disabled={isClosed} onClick={submit}>
              {session.isRoot ? t('root.submit') : t('submit')}
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
        <SpaceBetween size="l">
          <Box>{t('intro')}</Box>
          <FormField
            label={t('role')}
            {...(roles.error ? { constraintText: t('roles.failed', { message: roles.error.message }) } : {})}
            errorText={hasTried && wrongRole}
          >
            <Autosuggest
              value={typed}
              autoFocus
              placeholder={t('role.placeholder')}
              enteredTextLabel={(value) => t('role.use', { value })}
              statusType={roles.isLoading ? 'loading' : 'finished'}
              ariaLabel={t('role')}
              options={[
                ...(recent.length === 0
                  ? []
                  : [{ label: t('recent'), options: recent.map((value) => ({ value, label: roleNameOf(value) })) }]),
                {
                  label: t('roles'),
                  options: (roles.data ?? []).map(({ Arn = '', RoleName, Description }) => ({
                    value: Arn,
                    label: RoleName ?? Arn,
                    ...(Description === undefined ? {} : { description: Description }),
                  })),
                },
              ]}
              onChange={({ detail }) => setTyped(detail.value.trim())}
            />
          </FormField>
          {trust.isLoading && <StatusIndicator type="loading">{t('trust.checking')}</StatusIndicator>}
          {trust.error && <Alert type="info">{t('trust.unknown', { message: problemOf(trust.error).message })}</Alert>}
          {trust.data && (
            <TrustPart
              trust={trust.data}
              roleName={name}
              onGuest={(identityPoolId) =>
                void go.run({ kind: 'guest', identityPoolId, region: identityPoolId.split(':')[0] ?? session.region })
              }
              onFollow={onDismiss}
            />
          )}
          {!isClosed && (
            <FormField label={t('session')} description={t('session.hint')} errorText={hasTried && wrongSession}>
              <Input value={sessionName} onChange={({ detail }) => setSessionName(detail.value)} />
            </FormField>
          )}
          {session.isRoot && !isClosed && (
            <RoleUserPart
              typed={userPart}
              onType={setUserPart}
              roleArn={isRole(arn) ? arn : undefined}
              errorText={hasTried ? wrongUser : undefined}
            />
          )}
          <Problem error={go.error} />
        </SpaceBetween>
        <input type="submit" hidden />
      </form>
    </Modal>
  );
}

/** A key, or a policy, that was made a moment ago is not known everywhere on AWS yet. */
async function patiently(attempt: () => Promise<void>): Promise<void> {
  for (let left = 4; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || !isCode(error, 'AccessDenied', 'InvalidClientTokenId')) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
