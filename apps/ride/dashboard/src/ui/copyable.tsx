import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from './context.js';
import { Icon } from './icons.js';

const THANKS_MILLIS = 2_000;

/** A command or a piece of policy, with a button that copies it. */
export function Copyable({ text, label }: { readonly text: string; readonly label?: string }): JSX.Element {
  const { t } = useDesk();
  const code = useRef<HTMLElement>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), THANKS_MILLIS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = (): void => {
    copied(text).then(setCopied, () => mark(code.current));
  };
  return (
    <div class={text.includes('\n') ? 'copyable copyable-block' : 'copyable'}>
      <pre aria-label={label}>
        <code ref={code}>{text}</code>
      </pre>
      <button
        type="button"
        class="quiet-button"
        onClick={copy}
        aria-label={isCopied ? t('action.copied') : t('action.copy')}
      >
        <Icon name={isCopied ? 'check' : 'copy'} size={16} />
        <span class="wide-only">{isCopied ? t('action.copied') : t('action.copy')}</span>
      </button>
      <span class="visually-hidden" role="status">
        {isCopied ? t('action.copied') : ''}
      </span>
    </div>
  );
}

/** There is no clipboard on a page that came over plain HTTP from another machine. */
async function copied(text: string): Promise<true> {
  await navigator.clipboard.writeText(text);
  return true;
}

/** The next best: marked, so that a key copies it. */
function mark(element: HTMLElement | null): void {
  if (element !== null) getSelection()?.selectAllChildren(element);
}
