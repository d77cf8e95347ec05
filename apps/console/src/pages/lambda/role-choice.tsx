import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  IAMClient,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { createRoleHref, roleHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { collect, useAws } from '../../shared/use-aws.js';
import { basicExecutionPolicy, lambdaTrustPolicy, trustsLambda } from './role-trust.js';
import { lambdaTexts } from './texts.js';

export interface RoleValues {
  readonly kind: 'basic' | 'existing';
  /** Of the existing one. */
  readonly arn: string;
  /** Of the new one. */
  readonly name: string;
}

export type RoleFault = 'role' | 'arn' | 'roleName';

export function roleFault({ kind, arn, name }: RoleValues): RoleFault | undefined {
  if (kind === 'basic') return /^[\w+=,.@-]{1,64}$/.test(name) ? undefined : 'roleName';
  if (arn === '') return 'role';
  return /^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/.test(arn) ? undefined : 'arn';
}

/** Roles of the account, and which of them Lambda may assume. */
export function useRoles() {
  const client = useClient(IAMClient);
  return useAws(['iam', 'roles', 'for-lambda'], ({ signal }) =>
    collect(paginateListRoles({ client }, { MaxItems: 1000 }, { abortSignal: signal }), (page) => page.Roles),
  );
}

interface RoleChoiceProps {
  readonly values: RoleValues;
  readonly onChange: (values: RoleValues) => void;
  readonly fault: RoleFault | undefined;
}

export function RoleChoice({ values, onChange, fault }: RoleChoiceProps) {
  const t = useTexts(lambdaTexts);
  return (
    <SpaceBetween size="l">
      <FormField label={t('role.choice')} description={t('permissions.hint')}>
        <RadioGroup
          ariaLabel={t('role.choice')}
          value={values.kind}
          onChange={({ detail }) => onChange({ ...values, kind: detail.value === 'basic' ? 'basic' : 'existing' })}
          items={[
            { value: 'basic', label: t('role.basic') },
            { value: 'existing', label: t('role.existing') },
          ]}
        />
      </FormField>
      {values.kind === 'existing' ? (
        <RoleSelect arn={values.arn} fault={fault} onChange={(arn) => onChange({ ...values, arn })} />
      ) : (
        <NewRole name={values.name} fault={fault} onChange={(name) => onChange({ ...values, name })} />
      )}
    </SpaceBetween>
  );
}

interface RoleSelectProps {
  readonly arn: string;
  readonly onChange: (arn: string) => void;
  readonly fault: RoleFault | undefined;
}

/** Those that Lambda may assume; the others cannot be chosen, and say why. Who may not list roles gives an ARN. */
export function RoleSelect({ arn, onChange, fault }: RoleSelectProps) {
  const t = useTexts(lambdaTexts);
  const roles = useRoles();
  const errorText = fault === undefined ? undefined : t(`fault.${fault}`);
  if (roles.error !== null && roles.data === undefined)
    return (
      <SpaceBetween size="s">
        <Problem error={roles.error} onRetry={() => void roles.refetch()} />
        <FormField label={t('role.arn')} description={t('role.arn.hint')} errorText={errorText}>
          <Input value={arn} onChange={({ detail }) => onChange(detail.value.trim())} />
        </FormField>
      </SpaceBetween>
    );
  const options = (roles.data ?? [])
    .map(({ RoleName = '', Arn = '', Path = '/', AssumeRolePolicyDocument }) => ({
      value: Arn,
      label: RoleName,
      ...(Path === '/' ? {} : { tags: [Path] }),
      disabled: !trustsLambda(AssumeRolePolicyDocument),
      disabledReason: t('role.untrusting'),
    }))
    .toSorted((a, b) => Number(a.disabled) - Number(b.disabled) || a.label.localeCompare(b.label));
  const name = arn.split('/').at(-1) ?? '';
  return (
    <FormField
      label={t('role.select')}
      description={t('role.select.hint')}
      errorText={errorText}
      secondaryControl={undefined}
      constraintText={
        arn === '' ? (
          <Link href={createRoleHref} fontSize="inherit">
            {t('role.create')}
          </Link>
        ) : (
          <Link href={roleHref(name)} fontSize="inherit">
            {t('role.view', { name })}
          </Link>
        )
      }
    >
      <Select
        selectedOption={arn === '' ? null : { value: arn, label: name }}
        options={options}
        placeholder={t('role.choose')}
        filteringType="auto"
        statusType={roles.isLoading ? 'loading' : 'finished'}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}

function NewRole({
  name,
  fault,
  onChange,
}: {
  readonly name: string;
  readonly fault: RoleFault | undefined;
  readonly onChange: (name: string) => void;
}) {
  const t = useTexts(lambdaTexts);
  return (
    <SpaceBetween size="s">
      <FormField label={t('role.new.name')} errorText={fault === undefined ? undefined : t(`fault.${fault}`)}>
        <Input value={name} onChange={({ detail }) => onChange(detail.value)} />
      </FormField>
      <ExpandableSection headerText={t('role.new.shown')} defaultExpanded>
        <ul>
          <li>{t.rich('role.new.trust', { name: <b>{name}</b> })}</li>
          <li>{t.rich('role.new.policy', { policy: <b>AWSLambdaBasicExecutionRole</b> })}</li>
        </ul>
        <div style={{ overflowX: 'auto' }}>
          <Box variant="pre">{lambdaTrustPolicy}</Box>
        </div>
        <Box color="text-body-secondary">{t('role.new.waits')}</Box>
      </ExpandableSection>
    </SpaceBetween>
  );
}

/** The role that a new function gets. What was made is taken back when the rest fails. */
export async function createBasicRole(client: IAMClient, name: string): Promise<string> {
  const { Role } = await client.send(
    new CreateRoleCommand({
      RoleName: name,
      Path: '/service-role/',
      AssumeRolePolicyDocument: lambdaTrustPolicy,
    }),
  );
  try {
    await client.send(new AttachRolePolicyCommand({ RoleName: name, PolicyArn: basicExecutionPolicy }));
  } catch (error) {
    await client.send(new DeleteRoleCommand({ RoleName: name })).catch(() => undefined);
    throw error;
  }
  return Role?.Arn ?? '';
}
