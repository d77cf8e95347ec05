import { IAMClient, ListOpenIDConnectProvidersCommand } from '@aws-sdk/client-iam';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Multiselect from '@cloudscape-design/components/multiselect';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { Problem } from '../../shared/problem.js';
import { useAws } from '../../shared/use-aws.js';
import { isDeveloperName, urlOfProvider } from './pools.js';
import { texts } from './texts.js';

interface ProviderFieldsProps {
  readonly developer: string;
  readonly onDeveloper: (name: string) => void;
  /** Once it is set it stays. */
  readonly isDeveloperFixed: boolean;
  readonly openId: readonly string[];
  readonly onOpenId: (arns: readonly string[]) => void;
}

/** Whose logins a pool takes, of those that can be verified here. */
export function ProviderFields({ developer, onDeveloper, isDeveloperFixed, openId, onOpenId }: ProviderFieldsProps) {
  const t = useTexts(texts);
  const iam = useClient(IAMClient);
  const providers = useAws(['iam', 'openid'], async ({ signal }) => {
    const { OpenIDConnectProviderList: found = [] } = await iam.send(new ListOpenIDConnectProvidersCommand({}), {
      abortSignal: signal,
    });
    return found.map(({ Arn = '' }) => Arn);
  });
  const options = [...new Set([...(providers.data ?? []), ...openId])].map((value) => ({
    value,
    label: urlOfProvider(value),
  }));
  return (
    <SpaceBetween size="m">
      <FormField label={t('provider.openid')} description={t('provider.openid.hint')}>
        <Multiselect
          options={options}
          selectedOptions={options.filter(({ value }) => openId.includes(value))}
          placeholder={t('provider.choose')}
          empty={t('provider.openid.none')}
          statusType={providers.isPending ? 'loading' : 'finished'}
          loadingText={t('edit.loading')}
          onChange={({ detail }) => onOpenId(detail.selectedOptions.map(({ value = '' }) => value))}
        />
      </FormField>
      <Problem error={providers.error} />
      <FormField
        label={t('provider.developer')}
        description={t('provider.developer.hint')}
        {...(developer === '' || isDeveloperName(developer) ? {} : { errorText: t('provider.developer.wrong') })}
      >
        <Input
          value={developer}
          disabled={isDeveloperFixed}
          placeholder="login.example.com"
          spellcheck={false}
          onChange={({ detail }) => onDeveloper(detail.value)}
        />
      </FormField>
    </SpaceBetween>
  );
}
