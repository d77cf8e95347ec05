import { useTexts } from '../../i18n/language.js';
import { streamTexts } from './texts.js';

/** A retention period in words: whole days where it is some, hours else. */
export function useRetention(): (hours: number | undefined) => string {
  const t = useTexts(streamTexts);
  return (hours) =>
    hours === undefined ? '–' : hours % 24 === 0 ? t('days', { count: hours / 24 }) : t('hours', { count: hours });
}
