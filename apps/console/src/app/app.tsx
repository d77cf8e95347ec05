import { I18nProvider } from '@cloudscape-design/components/i18n';
import english from '@cloudscape-design/components/i18n/messages/all.en';
import korean from '@cloudscape-design/components/i18n/messages/all.ko';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { RouterProvider } from 'react-router/dom';
import { useLanguage } from '../i18n/language.js';
import { Notifications } from './notifications.js';
import { router } from './router.js';
import { SessionGate } from './session-gate.js';
import { useTheme } from './use-theme.js';

const queries = new QueryClient({
  // The SDK has tried again already where that helps.
  defaultOptions: { queries: { retry: false, staleTime: 1000, gcTime: 60_000 }, mutations: { retry: false } },
});

export function App() {
  const language = useLanguage();
  useTheme();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <I18nProvider locale={language} messages={[language === 'ko' ? korean : english]}>
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
