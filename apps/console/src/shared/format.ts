import { useMemo } from 'react';
import { useLanguage } from '../i18n/language.js';
import type { Language } from '../i18n/texts.js';

/** How the reader's language writes numbers, sizes and times. Times are in the browser's zone. */
export interface Format {
  number(value: number | undefined, digits?: number): string;
  /** 1024 bytes are 1 KiB. */
  bytes(value: number | undefined): string;
  /** @param ms */
  duration(ms: number | undefined): string;
  /** To the second. @param time a Date, or ms since the epoch */
  time(time: Date | number | undefined): string;
  /** The time of day, to the millisecond. */
  clock(time: Date | number | undefined): string;
}

const nothing = '–';
const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

export function formatOf(language: Language): Format {
  const number = (value: number | undefined, digits = 2): string =>
    value === undefined || Number.isNaN(value)
      ? nothing
      : new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  const unit = (value: number, name: string): string =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    }).format(value);
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const clock = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  });
  return {
    number,
    bytes(value) {
      if (value === undefined) return nothing;
      const power = Math.min(Math.floor(Math.log2(Math.max(Math.abs(value), 1)) / 10), units.length - 1);
      return `${number(value / 1024 ** power, power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
    },
    duration(ms) {
      if (ms === undefined || Number.isNaN(ms)) return nothing;
      if (ms < 1000) return unit(ms, 'millisecond');
      if (ms < 60_000) return unit(ms / 1000, 'second');
      if (ms < 3_600_000) return unit(ms / 60_000, 'minute');
      if (ms < 172_800_000) return unit(ms / 3_600_000, 'hour');
      return unit(ms / 86_400_000, 'day');
    },
    time: (value) => (value === undefined ? nothing : time.format(value)),
    clock: (value) => (value === undefined ? nothing : clock.format(value)),
  };
}

export function useFormat(): Format {
  const language = useLanguage();
  return useMemo(() => formatOf(language), [language]);
}
