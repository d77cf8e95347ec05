import { msOfHour, msOfMinute } from '../../../values/datetimes.js';

/** Hours to the east of UTC of the zones that have names in logs. */
const named: Readonly<Partial<Record<string, number>>> = {
  UTC: 0,
  GMT: 0,
  UT: 0,
  Z: 0,
  WET: 0,
  BST: 1,
  CET: 1,
  CEST: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  IST: 5.5,
  JST: 9,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

const form = /(?:(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})|([+-])(\d{2})|([A-Za-z]{1,5}))/y;

/** The zone that stands in a text at an index: `-0700`, `GMT+01:00`, `PST`, `Z`. Undefined where there is none. */
export function zoneAt(text: string, at: number): { readonly offset: number; readonly length: number } | undefined {
  form.lastIndex = at;
  const match = form.exec(text);
  if (match === null) return undefined;
  const [all, sign, hours, minutes, shortSign, shortHours, name] = match;
  if (name !== undefined) {
    const hour = named[name.toUpperCase()];
    return hour === undefined ? undefined : { offset: hour * msOfHour, length: all.length };
  }
  const hour = Number(hours ?? shortHours);
  const minute = Number(minutes ?? 0);
  if (hour > 23 || minute > 59) return undefined;
  const offset = hour * msOfHour + minute * msOfMinute;
  return { offset: (sign ?? shortSign) === '-' ? -offset : offset, length: all.length };
}
