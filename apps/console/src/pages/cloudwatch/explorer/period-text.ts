/** 300: `5 min`. */
export const periodText = (period: number): string =>
  period % 86_400 === 0
    ? `${period / 86_400} d`
    : period % 3600 === 0
      ? `${period / 3600} h`
      : period % 60 === 0
        ? `${period / 60} min`
        : `${period} s`;
