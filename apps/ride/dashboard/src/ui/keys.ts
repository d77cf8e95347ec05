import { useEffect } from 'preact/hooks';
import { useDesk, type Desk } from './context.js';

/** The page's keys, wherever the focus is, but not while somebody types or a dialog is open. */
export function useKeys(): void {
  const desk = useDesk();
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
      if (desk.dialog.value !== undefined || isTyping(event.target)) return;
      if (act(event.key, desk)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [desk]);
}

/** Whether the key meant something. */
function act(key: string, { ride, preferences, open }: Desk): boolean {
  const selected = ride.selected.value;
  switch (key) {
    case '/': {
      const search = document.getElementById('fleet-search');
      search?.focus();
      return search !== null;
    }
    case '?':
      open('help');
      return true;
    case 'd':
      preferences.toggleDebug();
      return true;
    case 'a':
      ride.fit();
      return true;
    case 'f':
      if (selected === undefined) return false;
      ride.follow(!ride.isFollowing.value);
      return true;
    case 'Escape':
      if (selected === undefined) return false;
      ride.select(undefined);
      return true;
    default:
      return false;
  }
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement ? target.type !== 'radio' : target instanceof HTMLTextAreaElement;
