/**
 * AWS repeats the whole of a refused value in its message. A message that may be as long as the request turns every bad request into
 * two, so values longer than 4,096 characters (twice the longest bound that Kinesis puts on a value it prints) are cut and end in '...'.
 */
export const abridge = (text: string): string =>
  text.length <= LONGEST_PRINTED ? text : `${text.slice(0, LONGEST_PRINTED)}...`;

export const LONGEST_PRINTED = 4096;
