import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useTexts } from '../../i18n/language.js';
import { requestsTexts } from './texts.js';

/** For who is not root: why nothing is to be seen, and how it can be. */
export function Refused({ error }: { readonly error: Error }) {
  const t = useTexts(requestsTexts);
  return (
    <Alert type="warning" header={t('refused.title')}>
      <SpaceBetween size="xs">
        <div>{t('refused.how')}</div>
        <div>{t('signIn.hint')}</div>
        <div className="problem-message">{t('refused.server', { message: error.message })}</div>
      </SpaceBetween>
    </Alert>
  );
}
