import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { roleHref } from '../hrefs.js';
import { useTexts } from '../i18n/language.js';
import { assumeRolePolicy, policyNameOf, userNameOf } from '../session/role-user.js';
import type { Trust } from '../session/trust.js';
import { switchRoleTexts } from './switch-role-texts.js';

interface TrustPartProps {
  readonly trust: Trust;
  readonly roleName: string;
  readonly onGuest: (pool: string) => void;
  readonly onFollow: () => void;
}

/** Whether the role lets one in, and what helps where it does not. */
export function TrustPart({ trust: { lets, pools, services }, roleName, onGuest, onFollow }: TrustPartProps) {
  const t = useTexts(switchRoleTexts);
  const link = (
    <Link href={roleHref(roleName)} onFollow={onFollow}>
      {t('trust.edit')}
    </Link>
  );
  if (lets === 'account') return <StatusIndicator type="success">{t('trust.ok')}</StatusIndicator>;
  if (lets === 'conditions')
    return (
      <Alert type="info" action={link}>
        {t('trust.conditions')}
      </Alert>
    );
  return (
    <Alert type="warning" header={t('trust.no')}>
      <SpaceBetween size="s">
        {services.length > 0 && <Box color="inherit">{t('trust.services', { names: services.join(', ') })}</Box>}
        {pools.length > 0 && <Box color="inherit">{t('guest.text')}</Box>}
        {pools.map((pool) => (
          <Button key={pool} formAction="none" onClick={() => onGuest(pool)}>
            {t('guest.submit', { pool })}
          </Button>
        ))}
        {link}
      </SpaceBetween>
    </Alert>
  );
}

interface RoleUserPartProps {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** Undefined until a role is chosen. */
  readonly roleArn: string | undefined;
  readonly errorText: string | undefined;
}

/** For root: the user that is made, to the letter. */
export function RoleUserPart({ typed, onType, roleArn, errorText }: RoleUserPartProps) {
  const t = useTexts(switchRoleTexts);
  return (
    <Alert type="info" header={t('root.title')}>
      <SpaceBetween size="m">
        <Box color="inherit">{t('root.text')}</Box>
        <FormField label={t('root.name')} errorText={errorText} constraintText={userNameOf(typed)}>
          <Input value={typed} onChange={({ detail }) => onType(detail.value)} />
        </FormField>
        {roleArn !== undefined && (
          <div>
            <Box variant="strong">{t('root.makes')}</Box>
            <ul>
              <li>{t.rich('root.user', { name: <code key="n">{userNameOf(typed)}</code> })}</li>
              <li>
                {t.rich('root.policy', { name: <code key="n">{policyNameOf(roleArn)}</code> })}
                <pre className="mono">{assumeRolePolicy(roleArn)}</pre>
              </li>
              <li>{t('root.key')}</li>
            </ul>
          </div>
        )}
      </SpaceBetween>
    </Alert>
  );
}
