import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { translator, type Language, type Translate } from '../i18n/translate.js';
import { useCell, type Cell } from './cell.js';
import { formatOf, type Format } from './format.js';
import type { Preferences } from './preferences.js';
import type { Ride } from './ride.js';

/** What every part of the interface uses. */
export interface Desk {
  readonly ride: Ride;
  readonly preferences: Preferences;
  readonly t: Translate;
  readonly format: Format;
  /** The dialog that is open; one at a time. */
  readonly dialog: Cell<DialogName | undefined>;
  readonly open: (dialog: DialogName | undefined) => void;
}

export type DialogName = 'source' | 'help' | 'menu';

const spoken = new Map<Language, { readonly t: Translate; readonly format: Format }>();

/** The words and figures of a language, made once. */
export function wordsOf(language: Language): { readonly t: Translate; readonly format: Format } {
  const known = spoken.get(language) ?? { t: translator(language), format: formatOf(language) };
  spoken.set(language, known);
  return known;
}

export const DeskContext = createContext<Desk | undefined>(undefined);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('rendered outside of the desk');
  return desk;
}

/** Renders with the figures, up to four times a second; `every` beats are enough for what changes slowly. */
export function usePulse(every = 1): number {
  const { ride } = useDesk();
  const [pulse, setPulse] = useState(ride.pulse.value);
  useEffect(() => ride.pulse.subscribe(() => setPulse(Math.floor(ride.pulse.value / every))), [ride, every]);
  return pulse;
}

/** Whether a media query holds. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const update = (): void => setMatches(list.matches);
    update();
    list.addEventListener('change', update);
    return () => list.removeEventListener('change', update);
  }, [query]);
  return matches;
}

export const useConnection = () => useCell(useDesk().ride.connection);
