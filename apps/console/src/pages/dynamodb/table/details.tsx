import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import type { ReactNode } from 'react';

/** Names and values beside each other, a few columns wide. */
export const Details = ({ items }: { readonly items: readonly (readonly [label: string, value: ReactNode])[] }) => (
  <KeyValuePairs
    columns={3}
    items={items.map(([label, value]): KeyValuePairsProps.Pair => ({ label, value: value ?? '–' }))}
  />
);
