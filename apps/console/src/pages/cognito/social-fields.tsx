import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Box from '@cloudscape-design/components/box';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/language.js';
import { sharedTexts } from '../../shared/texts.js';
import { texts } from './texts.js';

export interface SocialLogin {
  readonly provider: string;
  /** The app's ID at the provider. */
  readonly app: string;
}

export const isSocialRight = (logins: readonly SocialLogin[]): boolean =>
  logins.every(({ provider, app }) => provider !== '' && app !== '') &&
  new Set(logins.map(({ provider }) => provider)).size === logins.length;

const known = [
  'accounts.google.com',
  'graph.facebook.com',
  'www.amazon.com',
  'api.twitter.com',
  'www.digits.com',
  'appleid.apple.com',
];

interface SocialFieldsProps {
  readonly logins: readonly SocialLogin[];
  readonly onChange: (logins: readonly SocialLogin[]) => void;
  readonly isChecked: boolean;
}

export function SocialFields({ logins, onChange, isChecked }: SocialFieldsProps) {
  const t = useTexts(texts);
  const shared = useTexts(sharedTexts);
  return (
    <SpaceBetween size="xs">
      <Box variant="awsui-key-label">{t('edit.social')}</Box>
      <AttributeEditor
        items={[...logins]}
        addButtonText={t('edit.social.add')}
        removeButtonText={shared('action.remove')}
        empty={t('edit.social.none')}
        onAddButtonClick={() => onChange([...logins, { provider: '', app: '' }])}
        onRemoveButtonClick={({ detail }) => onChange(logins.toSpliced(detail.itemIndex, 1))}
        definition={[
          {
            label: t('edit.social.provider'),
            control: (login, index) => (
              <Autosuggest
                value={login.provider}
                options={known.map((value) => ({ value }))}
                enteredTextLabel={(text) => text}
                ariaLabel={`${t('edit.social.provider')} ${index + 1}`}
                onChange={({ detail }) => onChange(logins.with(index, { ...login, provider: detail.value.trim() }))}
              />
            ),
          },
          {
            label: t('edit.social.app'),
            control: (login, index) => (
              <Input
                value={login.app}
                ariaLabel={`${t('edit.social.app')} ${index + 1}`}
                onChange={({ detail }) => onChange(logins.with(index, { ...login, app: detail.value }))}
              />
            ),
          },
        ]}
      />
      {isChecked && !isSocialRight(logins) && <Box color="text-status-error">{t('edit.social.wrong')}</Box>}
    </SpaceBetween>
  );
}
