import type { I18nProviderProps } from '@cloudscape-design/components/i18n';
import { useEffect, useState } from 'react';
import type { Language } from '../i18n/texts.js';

type Messages = I18nProviderProps.Messages;

const loaders: Readonly<Record<Language, () => Promise<{ readonly default: Messages }>>> = {
  en: () => import('@cloudscape-design/components/i18n/messages/all.en'),
  ko: () => import('@cloudscape-design/components/i18n/messages/all.ko'),
};

const loaded = new Map<Language, Messages>();

/** Cloudscape's own words in the reader's language; undefined until they are there. Those of the former language stay that long. */
export function useMessages(language: Language): Messages | undefined {
  const [messages, setMessages] = useState(() => loaded.get(language));
  useEffect(() => {
    let isHere = true;
    const show = (found: Messages): void => {
      loaded.set(language, found);
      if (isHere) setMessages(found);
    };
    const known = loaded.get(language);
    if (known !== undefined) show(known);
    // Without them the console still works, with some labels missing.
    else
      loaders[language]().then(
        (module) => show(module.default),
        () => show({}),
      );
    return () => {
      isHere = false;
    };
  }, [language]);
  return messages;
}
