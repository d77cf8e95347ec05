import { I18nProvider } from '@cloudscape-design/components/i18n';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { RouterProvider } from 'react-router/dom';
import { useLanguage } from '../i18n/language.js';
import { connection } from './connection.js';
import { FirstPaint } from './first-paint.js';
import { useMessages } from './messages.js';
import { Notifications } from './notifications.js';
import { router } from './router.js';
import { SessionGate } from './session-gate.js';
import { useTheme } from './use-theme.js';

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => connection.failed(error), onSuccess: () => connection.answered() }),
  mutationCache: new MutationCache({
    onError: (error) => connection.failed(error),
    onSuccess: () => connection.answered(),
  }),
  defaultOptions: {
    // The SDK has tried again already where that helps. A server on this machine needs no network.
    queries: { retry: false, staleTime: 1000, gcTime: 60_000, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

export function App() {
  const language = useLanguage();
  const messages = useMessages(language);
  useTheme();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  if (messages === undefined) return <FirstPaint />;
  return (
    <I18nProvider locale={language} messages={[messages]}>
      <QueryClientProvider client={queries}>
        <SessionGate>
          <Notifications>
            <RouterProvider router={router} />
          </Notifications>
        </SessionGate>
      </QueryClientProvider>
    </I18nProvider>
  );
}
