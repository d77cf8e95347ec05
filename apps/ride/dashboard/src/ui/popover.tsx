import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './icons.js';

interface PopoverProps {
  readonly icon: IconName;
  readonly label: string;
  readonly children: () => ComponentChildren;
}

/** A button and what opens under it; Escape, a click beside it or leaving it closes it. */
export function Popover({ icon, label, children }: PopoverProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const element = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!isOpen) return undefined;
    const isOutside = (target: EventTarget | null): boolean =>
      !(target instanceof Node && element.current?.contains(target) === true);
    const onPointer = (event: PointerEvent): void => {
      if (isOutside(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', onPointer, true);
    return () => document.removeEventListener('pointerdown', onPointer, true);
  }, [isOpen]);
  return (
    <div
      ref={element}
      class="popover"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
        button.current?.focus();
      }}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (to instanceof Node && !event.currentTarget.contains(to)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={icon} />
      </button>
      {isOpen && (
        <div id={id} class="popover-body surface">
          {children()}
        </div>
      )}
    </div>
  );
}
