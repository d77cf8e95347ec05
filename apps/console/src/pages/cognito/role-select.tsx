import { IAMClient, paginateListRoles } from '@aws-sdk/client-iam';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { collect, useAws } from '../../shared/use-aws.js';
import { isRoleArn } from './pools.js';
import { trustsCognito } from './role-documents.js';
import { texts } from './texts.js';

interface RoleSelectProps {
  readonly label: string;
  /** An ARN, or nothing. */
  readonly value: string;
  readonly onChange: (arn: string) => void;
}

/** One of the roles that trust Cognito; typed where one may not list them. */
export function RoleSelect({ label, value, onChange }: RoleSelectProps) {
  const t = useTexts(texts);
  const iam = useClient(IAMClient);
  const roles = useAws(['iam', 'cognito-roles'], async () => {
    const found = await collect(paginateListRoles({ client: iam }, {}), (page) => page.Roles);
    return found.filter(({ AssumeRolePolicyDocument: trust }) => trustsCognito(trust)).map(({ Arn = '' }) => Arn);
  });
  const options = [...new Set(['', ...(roles.data ?? []), value])].map(optionOf(t('edit.noRole')));
  return (
    <SpaceBetween size="xs">
      <FormField label={label} {...(value === '' || isRoleArn(value) ? {} : { errorText: t('edit.role.wrong') })}>
        {roles.error === null ? (
          <Select
            options={options}
            selectedOption={options.find((option) => option.value === value) ?? null}
            filteringType={options.length > 8 ? 'auto' : 'none'}
            placeholder={t('edit.role.choose')}
            statusType={roles.isPending ? 'loading' : 'finished'}
            loadingText={t('edit.loading')}
            onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
          />
        ) : (
          <Input value={value} spellcheck={false} onChange={({ detail }) => onChange(detail.value.trim())} />
        )}
      </FormField>
      <Problem error={roles.error} />
    </SpaceBetween>
  );
}

const optionOf = (none: string) => (value: string) => ({
  value,
  label: value === '' ? none : (value.split('/').at(-1) ?? value),
});
