import type { useTexts } from '../../../i18n/language.js';
import { itemTexts } from './texts.js';

type Say = ReturnType<typeof useTexts<(typeof itemTexts)['en']>>;
type FaultKey = Extract<keyof (typeof itemTexts)['en'], `fault.${string}`>;

const isFault = (key: string): key is FaultKey => Object.hasOwn(itemTexts.en, key);

/** What a fault of a text or a field is called; its own name when it has none. */
export function saysFault(t: Say, fault: string): string {
  const key = `fault.${fault}`;
  // None of them has placeholders: one stands for all.
  return isFault(key) ? t(key as 'fault.required') : fault;
}
