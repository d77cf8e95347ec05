import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { useTexts } from '../i18n/language.js';
import { sharedTexts } from './texts.js';

/** An ARN, an ID: with a button that copies it. */
export function Copyable({ text }: { readonly text: string }) {
  const t = useTexts(sharedTexts);
  return (
    <CopyToClipboard
      variant="inline"
      copyButtonAriaLabel={`${t('action.copy')}: ${text}`}
      copySuccessText={t('action.copied')}
      copyErrorText={t('action.copyFailed')}
      textToCopy={text}
    />
  );
}
