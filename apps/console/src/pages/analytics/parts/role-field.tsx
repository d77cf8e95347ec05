import { IAMClient, paginateListRoles } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../../i18n/language.js';
import { useClient, useSession } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { collect, useAws } from '../../../shared/use-aws.js';
import { nameOfArn } from '../application.js';
import { ensureRole, policyNow } from '../ensure-role.js';
import { isTrusted, merged, roleNameFor, trustPolicy, type Statement } from '../role-policy.js';
import { texts } from '../texts.js';

export interface RoleChoice {
  readonly is: 'created' | 'chosen';
  /** Of the one that is chosen. */
  readonly arn: string;
}

export const createdRole: RoleChoice = { is: 'created', arn: '' };
/** The one that a part of the application has already. */
export const chosenRole = (arn: string): RoleChoice => ({ is: 'chosen', arn });
export const isRoleChosen = ({ is, arn }: RoleChoice): boolean => is === 'created' || isRoleArn(arn);
const isRoleArn = (arn: string): boolean => /^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/.test(arn);

/** Makes or widens the console's role where it was asked for. @returns the ARN of the role to use */
export function useRole(application: string): (choice: RoleChoice, needs: readonly Statement[]) => Promise<string> {
  const iam = useClient(IAMClient);
  const { region } = useSession();
  return ({ is, arn }, needs) => (is === 'chosen' ? Promise.resolve(arn) : ensureRole(iam, application, region, needs));
}

interface RoleFieldProps {
  readonly application: string;
  readonly value: RoleChoice;
  readonly onChange: (choice: RoleChoice) => void;
  /** What the role must allow. */
  readonly needs: readonly Statement[];
  readonly isChecked: boolean;
}

/** The role by which the service reads or writes: the console's own, whose policy is shown before it is made, or another one. */
export function RoleField({ application, value, onChange, needs, isChecked }: RoleFieldProps) {
  const t = useTexts(texts);
  const { region } = useSession();
  const iam = useClient(IAMClient);
  const name = roleNameFor(application, region);
  const before = useAws(
    ['iam', 'analytics-policy', application],
    async () => (await policyNow(iam, application, region)) ?? null,
    {
      enabled: value.is === 'created',
    },
  );
  const roles = useAws(
    ['iam', 'analytics-roles'],
    async () => {
      const found = await collect(paginateListRoles({ client: iam }, {}), (page) => page.Roles);
      return found
        .filter(({ AssumeRolePolicyDocument: trust }) => isTrusted(trust))
        .map(({ Arn = '', RoleName = '' }) => ({ value: Arn, label: RoleName }));
    },
    { enabled: value.is === 'chosen' },
  );
  const error = !isChecked || isRoleChosen(value) ? undefined : value.arn === '' ? t('role.missing') : t('role.wrong');
  return (
    <SpaceBetween size="s">
      <FormField label={t('role.label')} stretch>
        <RadioGroup
          value={value.is}
          items={[
            { value: 'created', label: t('role.create', { name }), description: t('role.create.hint') },
            { value: 'chosen', label: t('role.choose') },
          ]}
          onChange={({ detail }) => onChange({ ...value, is: detail.value === 'chosen' ? 'chosen' : 'created' })}
        />
      </FormField>
      {value.is === 'created' ? (
        <SpaceBetween size="s">
          <ExpandableSection headerText={t('role.policy')}>
            <Json value={merged(before.data ?? undefined, needs)} />
            <Box variant="awsui-key-label" padding={{ top: 's' }}>
              {t('role.trust')}
            </Box>
            <Json value={trustPolicy} />
          </ExpandableSection>
          <Problem error={before.error} />
        </SpaceBetween>
      ) : (
        <SpaceBetween size="s">
          <FormField label={t('role')} {...(error === undefined ? {} : { errorText: error })}>
            {roles.error === null ? (
              <Select
                selectedOption={value.arn === '' ? null : { value: value.arn, label: nameOfArn(value.arn) }}
                options={roles.data ?? []}
                filteringType={(roles.data?.length ?? 0) > 8 ? 'auto' : 'none'}
                placeholder={t('role.placeholder')}
                statusType={roles.isPending ? 'loading' : 'finished'}
                loadingText={t('resource.loading')}
                empty={t('role.none')}
                onChange={({ detail }) => onChange({ is: 'chosen', arn: detail.selectedOption.value ?? '' })}
              />
            ) : (
              <Input
                value={value.arn}
                placeholder="arn:aws:iam::123456789012:role/…"
                ariaLabel={t('role.typed')}
                spellcheck={false}
                onChange={({ detail }) => onChange({ is: 'chosen', arn: detail.value.trim() })}
              />
            )}
          </FormField>
          <Problem error={roles.error} />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}

const Json = ({ value }: { readonly value: unknown }) => (
  <Box variant="code" display="block">
    <pre className="analytics-json">{JSON.stringify(value, undefined, 2)}</pre>
  </Box>
);
