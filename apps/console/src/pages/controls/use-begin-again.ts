import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from '../../app/notifications.js';
import { useTexts } from '../../i18n/language.js';
import { useSessionControls } from '../../session/use-session.js';
import { controlsTexts } from './texts.js';

/** After all that the server had was replaced: signs in anew, and nothing that was loaded before stays. */
export function useBeginAgain(): () => Promise<void> {
  const t = useTexts(controlsTexts);
  const { session, signIn } = useSessionControls();
  const queries = useQueryClient();
  const notify = useNotify();
  return async () => {
    try {
      await signIn(session.signIn, session.place);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      notify({ type: 'warning', content: t('again.failed', { message }) });
      await queries.invalidateQueries();
    }
  };
}
