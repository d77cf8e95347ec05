import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { useEffect, useSyncExternalStore } from 'react';
import { theme } from '../session/settings.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const subscribe = (listener: () => void): (() => void) => {
  dark.addEventListener('change', listener);
  return () => dark.removeEventListener('change', listener);
};

/** Whether the page is dark now, by what was chosen or by the system. */
export function useIsDark(): boolean {
  const systemIsDark = useSyncExternalStore(subscribe, () => dark.matches);
  const chosen = theme.use();
  return chosen === 'system' ? systemIsDark : chosen === 'dark';
}

/** Puts the theme on the page. */
export function useTheme(): void {
  const isDark = useIsDark();
  useEffect(() => {
    applyMode(isDark ? Mode.Dark : Mode.Light);
    document.documentElement.classList.toggle('dark', isDark);
  }, [isDark]);
}
