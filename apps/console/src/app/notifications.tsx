import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import {
  createContext,
  lazy,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import { useTexts } from '../i18n/language.js';
import { ProblemText } from '../shared/problem.js';
import { sharedTexts } from '../shared/texts.js';

export type Notice =
  | { readonly type: 'success' | 'info' | 'warning'; readonly content: ReactNode }
  | { readonly type: 'error'; readonly error: unknown };

const NotifyContext = createContext<(notice: Notice) => void>(() => undefined);
const TurnPageContext = createContext<() => void>(() => undefined);
const NoticesContext = createContext<readonly FlashbarProps.MessageDefinition[]>([]);

/** Tells something above the page: what was done, or has failed. The newest comes first; five are kept. */
export const useNotify = (): ((notice: Notice) => void) => useContext(NotifyContext);

/** For the shell, when another page is shown: what was done is told on the page after it, and no longer. */
export const useTurnPage = (): (() => void) => useContext(TurnPageContext);

interface Told {
  readonly id: string;
  readonly notice: Notice;
  /** Of pages since. */
  readonly turns: number;
}

let lastId = 0;

export function Notifications({ children }: { readonly children: ReactNode }) {
  const t = useTexts(sharedTexts);
  const [notices, setNotices] = useState<readonly Told[]>([]);
  const dismiss = useCallback((id: string) => setNotices((all) => all.filter((one) => one.id !== id)), []);
  const notify = useCallback((notice: Notice) => {
    const id = `notice-${++lastId}`;
    setNotices((all) => [{ notice, id, turns: 0 }, ...all].slice(0, 5));
  }, []);
  const turnPage = useCallback(
    () =>
      setNotices((all) =>
        all
          .map((told) => ({ ...told, turns: told.turns + 1 }))
          .filter(({ notice: { type }, turns }) => type === 'error' || type === 'warning' || turns < 2),
      ),
    [],
  );
  const items = useMemo(
    () =>
      notices.map(({ notice, id }): FlashbarProps.MessageDefinition => ({
        id,
        type: notice.type,
        dismissible: true,
        dismissLabel: t('action.dismiss'),
        content: notice.type === 'error' ? <ProblemText error={notice.error} /> : notice.content,
        onDismiss: () => dismiss(id),
      })),
    [notices, dismiss, t],
  );
  return (
    <NotifyContext value={notify}>
      <TurnPageContext value={turnPage}>
        <NoticesContext value={items}>{children}</NoticesContext>
      </TurnPageContext>
    </NotifyContext>
  );
}

const Flashbar = lazy(() => import('@cloudscape-design/components/flashbar'));

/** Where they are shown. What draws them is no part of the first paint: it comes a moment later, while the server is there. */
export function Notices() {
  const items = useContext(NoticesContext);
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), 1000);
    return () => clearTimeout(timer);
  }, []);
  if (!isWanted && items.length === 0) return null;
  return (
    <Suspense>
      <Flashbar items={[...items]} stackItems />
    </Suspense>
  );
}
