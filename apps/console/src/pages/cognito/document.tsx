import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import { useTexts } from '../../i18n/language.js';
import { sharedTexts } from '../../shared/texts.js';
import './cognito.css';

/** A text of fixed width that one may copy: a policy, a program. */
export function Document({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useTexts(sharedTexts);
  return (
    <div className="cognito-document">
      <Box float="right">
        <CopyToClipboard
          variant="icon"
          copyButtonAriaLabel={`${t('action.copy')}: ${label}`}
          copySuccessText={t('action.copied')}
          copyErrorText={t('action.copyFailed')}
          textToCopy={text}
        />
      </Box>
      <Box variant="code" display="block">
        <pre tabIndex={0} aria-label={label}>
          {text}
        </pre>
      </Box>
    </div>
  );
}
