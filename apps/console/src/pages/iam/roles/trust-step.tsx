import { IAMClient, ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import { useLanguage, useTexts } from '../../../i18n/language.js';
import { useClient, useSession } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { useAws } from '../../../shared/use-aws.js';
import { useCases } from '../model/trust.js';
import { trustFaults, trustText, type TrustChoice, type TrustField } from '../model/trust-choice.js';
import { roleTexts } from './texts.js';
import { TrustEditor } from './trust-editor.js';

interface TrustStepProps {
  readonly choice: TrustChoice;
  readonly isTried: boolean;
  readonly onChange: (choice: TrustChoice) => void;
}

const kinds = ['service', 'account', 'web', 'custom'] as const;

/** Who may assume a role. */
export function TrustStep({ choice, isTried, onChange }: TrustStepProps) {
  const t = useTexts(roleTexts);
  const change = (some: Partial<TrustChoice>): void => onChange({ ...choice, ...some });
  const faults = isTried ? trustFaults(choice) : {};
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{t('kind')}</Header>}>
        <Tiles
          ariaLabel={t('kind')}
          value={choice.kind}
          columns={2}
          items={kinds.map((value) => ({ value, label: t(`kind.${value}`), description: t(`kind.${value}.hint`) }))}
          onChange={({ detail }) => change({ kind: kinds.find((one) => one === detail.value) ?? 'service' })}
        />
      </Container>
      {choice.kind === 'service' && (
        <ServiceTrust choice={choice} isFaulty={faults.service === true} onChange={change} />
      )}
      {choice.kind === 'account' && <AccountTrust choice={choice} faults={faults} onChange={change} />}
      {choice.kind === 'web' && <WebTrust choice={choice} faults={faults} onChange={change} />}
      {choice.kind === 'custom' && (
        <Container header={<Header variant="h2">{t('custom')}</Header>}>
          <TrustEditor text={trustText(choice)} onChange={(custom) => change({ custom })} />
        </Container>
      )}
    </SpaceBetween>
  );
}

interface PartProps {
  readonly choice: TrustChoice;
  readonly onChange: (some: Partial<TrustChoice>) => void;
}

function ServiceTrust({ choice, isFaulty, onChange }: PartProps & { readonly isFaulty: boolean }) {
  const t = useTexts(roleTexts);
  const language = useLanguage();
  return (
    <Container header={<Header variant="h2">{t('useCase')}</Header>}>
      <FormField label={t('useCase.choose')} errorText={isFaulty ? t('useCase.choose') : undefined} stretch>
        <Tiles
          value={choice.service}
          columns={3}
          items={useCases.map(({ name, service, summary }) => ({
            value: service,
            label: name,
            description: summary[language],
          }))}
          onChange={({ detail }) => onChange({ service: detail.value })}
        />
      </FormField>
    </Container>
  );
}

interface FaultsProps extends PartProps {
  readonly faults: Readonly<Partial<Record<TrustField, true>>>;
}

function AccountTrust({ choice, faults, onChange }: FaultsProps) {
  const t = useTexts(roleTexts);
  const { account } = useSession().identity;
  return (
    <Container header={<Header variant="h2">{t('account.which')}</Header>}>
      <SpaceBetween size="m">
        <RadioGroup
          ariaLabel={t('account.which')}
          value={choice.isOther ? 'other' : 'this'}
          items={[
            { value: 'this', label: t('account.this', { account }) },
            { value: 'other', label: t('account.other') },
          ]}
          onChange={({ detail }) =>
            onChange(detail.value === 'this' ? { isOther: false, account } : { isOther: true, account: '' })
          }
        />
        {choice.isOther && (
          <FormField label={t('account')} errorText={faults.account ? t('account.bad') : undefined}>
            <Input
              value={choice.account}
              inputMode="numeric"
              onChange={({ detail }) => onChange({ account: detail.value.replaceAll(/[\s-]/g, '') })}
            />
          </FormField>
        )}
        <FormField
          label={t('account.externalId')}
          description={t('account.externalId.hint')}
          errorText={faults.externalId ? t('account.externalId.bad') : undefined}
        >
          <Input value={choice.externalId} onChange={({ detail }) => onChange({ externalId: detail.value })} />
        </FormField>
        <Checkbox checked={choice.needsMfa} onChange={({ detail }) => onChange({ needsMfa: detail.checked })}>
          {t('account.mfa')}
        </Checkbox>
      </SpaceBetween>
    </Container>
  );
}

function WebTrust({ choice, faults, onChange }: FaultsProps) {
  const t = useTexts(roleTexts);
  const client = useClient(IAMClient);
  const { data = [], error } = useAws(['iam', 'oidc-providers'], async () => {
    const { OpenIDConnectProviderList: list = [] } = await client.send(new ListOpenIDConnectProvidersCommand({}));
    return list.flatMap(({ Arn: arn }) => arn ?? []);
  });
  const options = [
    { value: 'cognito', label: 'Amazon Cognito' },
    ...data.map((value) => ({ value, label: value.slice(value.indexOf('/') + 1) })),
  ];
  return (
    <Container header={<Header variant="h2">{t('kind.web')}</Header>}>
      <SpaceBetween size="m">
        <Problem error={error} />
        <FormField label={t('web.provider')}>
          <Select
            options={options}
            selectedOption={options.find(({ value }) => value === choice.provider) ?? null}
            onChange={({ detail }) => onChange({ provider: detail.selectedOption.value ?? 'cognito' })}
          />
        </FormField>
        {choice.provider === 'cognito' ? (
          <SpaceBetween size="m">
            <FormField label={t('web.pool')} errorText={faults.pool ? t('web.pool.bad') : undefined}>
              <Input value={choice.pool} onChange={({ detail }) => onChange({ pool: detail.value.trim() })} />
            </FormField>
            <RadioGroup
              ariaLabel={t('web.who')}
              value={choice.isGuest ? 'guests' : 'users'}
              items={(['guests', 'users'] as const).map((value) => ({ value, label: t(`web.${value}`) }))}
              onChange={({ detail }) => onChange({ isGuest: detail.value === 'guests' })}
            />
          </SpaceBetween>
        ) : (
          <FormField label={t('web.audience')} errorText={faults.audience ? t('web.audience.bad') : undefined}>
            <Input value={choice.audience} onChange={({ detail }) => onChange({ audience: detail.value.trim() })} />
          </FormField>
        )}
      </SpaceBetween>
    </Container>
  );
}
