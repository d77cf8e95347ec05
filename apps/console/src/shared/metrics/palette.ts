import * as tokens from '@cloudscape-design/design-tokens';

/** The colours of lines, in order; each is right in both themes. */
export const palette: readonly string[] = [
  tokens.colorChartsPaletteCategorical1,
  tokens.colorChartsPaletteCategorical2,
  tokens.colorChartsPaletteCategorical3,
  tokens.colorChartsPaletteCategorical4,
  tokens.colorChartsPaletteCategorical5,
  tokens.colorChartsPaletteCategorical6,
  tokens.colorChartsPaletteCategorical7,
  tokens.colorChartsPaletteCategorical8,
  tokens.colorChartsPaletteCategorical9,
  tokens.colorChartsPaletteCategorical10,
  tokens.colorChartsPaletteCategorical11,
  tokens.colorChartsPaletteCategorical12,
];

export const colorAt = (index: number): string => palette[index % palette.length] ?? 'currentColor';

export const thresholdColor = tokens.colorChartsThresholdNegative;
