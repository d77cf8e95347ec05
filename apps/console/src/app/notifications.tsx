import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { useTexts } from '../i18n/language.js';
import { ProblemText } from '../shared/problem.js';
import { sharedTexts } from '../shared/texts.js';

export type Notice =
  | { readonly type: 'success' | 'info' | 'warning'; readonly content: ReactNode }
  | { readonly type: 'error'; readonly error: unknown };

const NotifyContext = createContext<(notice: Notice) => void>(() => undefined);
const NoticesContext = createContext<readonly FlashbarProps.MessageDefinition[]>([]);

/** Tells something above the page: what was done, or has failed. The newest comes first; five are kept. */
export const useNotify = (): ((notice: Notice) => void) => useContext(NotifyContext);

let lastId = 0;

export function Notifications({ children }: { readonly children: ReactNode }) {
  const t = useTexts(sharedTexts);
  const [notices, setNotices] = useState<readonly (Notice & { readonly id: string })[]>([]);
  const dismiss = useCallback((id: string) => setNotices((all) => all.filter((one) => one.id !== id)), []);
  const notify = useCallback((notice: Notice) => {
    const id = `notice-${++lastId}`;
    setNotices((all) => [{ ...notice, id }, ...all].slice(0, 5));
  }, []);
  const items = useMemo(
    () =>
      notices.map((notice): FlashbarProps.MessageDefinition => ({
        id: notice.id,
        type: notice.type,
        dismissible: true,
        dismissLabel: t('action.dismiss'),
        content: notice.type === 'error' ? <ProblemText error={notice.error} /> : notice.content,
        onDismiss: () => dismiss(notice.id),
      })),
    [notices, dismiss, t],
  );
  return (
    <NotifyContext value={notify}>
      <NoticesContext value={items}>{children}</NoticesContext>
    </NotifyContext>
  );
}

/** Where they are shown. */
export const Notices = () => <Flashbar items={[...useContext(NoticesContext)]} stackItems />;
