import { useMemo } from 'react';
import { stored } from '../shared/stored.js';
import { preferred, translator, type Dictionary, type Language, type Texts, type Translate } from './texts.js';

/** Each language by its own name. */
export const languages: Readonly<Record<Language, string>> = { en: 'English', ko: '한국어' };

export const language = stored<Language>(
  'language',
  () => preferred(navigator.languages),
  (value) => (value === 'en' || value === 'ko' ? value : undefined),
);

export const useLanguage = (): Language => language.use();

/** The texts in the reader's language: `const t = useTexts(texts)`, then `t('title', { name })`. */
export function useTexts<D extends Dictionary>(texts: Texts<D>): Translate<D> {
  const now = useLanguage();
  return useMemo(() => translator(texts, now), [texts, now]);
}
