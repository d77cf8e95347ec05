import { useEffect, useEffectEvent, useRef } from 'react';

/** After `g`: the first word of the section's paths. */
export const goKeys: Readonly<Record<string, string>> = {
  h: '',
  s: 'services',
  k: 'kinesis',
  a: 'analytics',
  l: 'lambda',
  d: 'dynamodb',
  i: 'iam',
  c: 'cognito',
  w: 'cloudwatch',
  r: 'requests',
  t: 'controls',
};

interface KeyHandlers {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
  /** @param id of the section */
  readonly onGo: (id: string) => void;
}

/** Ctrl+K and `/` search, `?` helps, `g` and a letter goes; not while somebody types, nor in a dialog. */
export function useKeys(handlers: KeyHandlers): void {
  const pressedG = useRef(0);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector('[aria-modal=true], dialog[open]'))
      return;
    const isCtrlK = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k';
    if (isCtrlK && !isCode(event.target)) {
      event.preventDefault();
      return handlers.onSearch();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyped(event.target)) return;
    const follows = event.timeStamp - pressedG.current < 1500;
    pressedG.current = 0;
    const to = follows ? goKeys[event.key] : undefined;
    if (to !== undefined) handlers.onGo(to);
    else if (event.key === '/') handlers.onSearch();
    else if (event.key === '?') handlers.onHelp();
    else {
      if (event.key === 'g') pressedG.current = event.timeStamp;
      return;
    }
    event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

const isTyped = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role=textbox], [role=combobox]') !== null);

/** Editors of code have their own Ctrl+K. */
const isCode = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('.ace_editor') !== null;
