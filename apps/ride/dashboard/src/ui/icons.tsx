import type { JSX } from 'preact';

/** Strokes of 24 by 24, drawn for this page. */
const strokes = {
  close: 'M6 6l12 12M18 6L6 18',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13M15.5 15.5L20 20',
  theme: 'M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16M12 4v16M12 8h6.5M12 12h8M12 16h6.5',
  globe: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17',
  layers: 'M12 4l8.5 4.5L12 13L3.5 8.5zM4.5 12.5L12 16.5l7.5-4M4.5 16L12 20l7.5-4',
  source: 'M4 7.5h11M12 4l3.5 3.5L12 11M20 16.5H9M12 13l-3.5 3.5L12 20',
  debug: 'M3.5 13h4l2.5-8l4 14l2.5-6h4',
  help: 'M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1 1-1.1 1.9M12 16.8v.2',
  menu: 'M4 7h16M4 12h16M4 17h16',
  chevron: 'M6 9.5l6 6l6-6',
  follow: 'M12 7a5 5 0 1 0 0 10a5 5 0 0 0 0-10M12 2.5v4M12 17.5v4M2.5 12h4M17.5 12h4',
  fit: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M12 11.2v1.6M11.2 12h1.6',
  fly: 'M20.5 3.5L10 14M20.5 3.5L14 20.5l-4-6.5l-6.5-4z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  list: 'M8 6.5h12M8 12h12M8 17.5h12M4 6.5h.01M4 12h.01M4 17.5h.01',
  low: 'M12 4.5L21 19.5H3zM12 10.5v4M12 16.8v.2',
  recovered:
    'M12 20C5 15.500 3.500 12 3.500 9A4.400 4.400 0 0 1 12 7.500A4.400 4.400 0 0 1 20.500 9C20.500 12 19 15.500 12 20zM9 12h6M12 9v6',
  silent: 'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM16 9.500l5 5M21 9.500l-5 5',
  returned: 'M4 9.500v5h3.500L12 18.500v-13L7.500 9.500zM15.500 9a4.500 4.500 0 0 1 0 6M18 6.500a8 8 0 0 1 0 11',
  live: 'M12 10.500a1.500 1.500 0 1 0 0 3a1.500 1.500 0 0 0 0-3M8.200 8.200a5.400 5.400 0 0 0 0 7.600M15.800 8.200a5.400 5.400 0 0 1 0 7.600M5.400 5.400a9.300 9.300 0 0 0 0 13.200M18.600 5.400a9.300 9.300 0 0 1 0 13.200',
  connecting: 'M12 4a8 8 0 1 1-8 8',
  denied: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 14.500v2',
  missing: 'M10.500 4a6.500 6.500 0 1 1 0 13a6.500 6.500 0 0 1 0-13M15.500 15.500L20 20M8 10.500h5',
  slow: 'M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16M12 7.500V12l3 2',
  unreachable:
    'M4 4l16 16M8.500 15.500a5 5 0 0 1 7 0M5.500 12.500a9 9 0 0 1 4-2.300M18.500 12.500a9 9 0 0 0-3.500-2.200M12 19h.01M3 9.500A13 13 0 0 1 7 7M21 9.500A13 13 0 0 0 11.500 6',
  failed: 'M12 3.500a8.500 8.500 0 1 0 0 17a8.500 8.500 0 0 0 0-17M12 7.500v5.500M12 16.300v.2',
  idle: 'M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16M8.500 12h7',
  unicorn:
    'M4.500 19.500c-.5-6 2-10 7-11L18.500 3l-3.500 6c2.500 1.500 4 4 4.500 7l-2.500 1.500l-4-2.500c-2 0-3 2-2.500 4.500',
} as const;

export type IconName = keyof typeof strokes;

/** Always beside words or on a button with a label: it says nothing of its own. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }): JSX.Element {
  return (
    <svg
      class={`icon icon-${name}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={strokes[name]} />
    </svg>
  );
}

/** The mark: a unicorn's head on its way up. */
export function Mark({ size = 28 }: { readonly size?: number }): JSX.Element {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect class="mark-ground" width="32" height="32" rx="8" />
      <path class="mark-horn" d="M18.200 10.200L27 3.600L21.600 13z" />
      <path
        class="mark-head"
        d="M6.500 27c-.9-8.200 2-15 8.500-17.300l.4-3.200l2.700 3c3 1 4.900 3.300 5.700 6.100l2.300 4.300c.5 1-.1 2.100-1.200 2.300l-2.300.4c-1 .1-1.900-.1-2.700-.7l-2.100-1.500c-.1 2.600.3 4.600 1.400 6.600z"
      />
      <circle class="mark-eye" cx="19.400" cy="14.600" r="1.100" />
    </svg>
  );
}
