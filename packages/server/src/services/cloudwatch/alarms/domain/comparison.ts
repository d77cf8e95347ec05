/** How a value is compared with the threshold. Bands of anomaly detection are not there. */
export const COMPARISONS = {
  GreaterThanOrEqualToThreshold: {
    words: 'greater than or equal to',
    holds: (value: number, threshold: number): boolean => value >= threshold,
  },
  GreaterThanThreshold: {
    words: 'greater than',
    holds: (value: number, threshold: number): boolean => value > threshold,
  },
  LessThanThreshold: { words: 'less than', holds: (value: number, threshold: number): boolean => value < threshold },
  LessThanOrEqualToThreshold: {
    words: 'less than or equal to',
    holds: (value: number, threshold: number): boolean => value <= threshold,
  },
} as const;

export type Comparison = keyof typeof COMPARISONS;

export const isComparison = (name: string): name is Comparison => Object.hasOwn(COMPARISONS, name);
