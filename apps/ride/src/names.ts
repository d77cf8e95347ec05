const FAMOUS = [
  'Shadowfax',
  'Bucephalus',
  'Rocinante',
  'Pegasus',
  'Sleipnir',
  'Incitatus',
  'Marengo',
  'Copenhagen',
  'Comanche',
  'Traveller',
  'Babieca',
  'Xanthos',
  'Balios',
  'Arion',
  'Grani',
  'Gullfaxi',
  'Llamrei',
  'Bayard',
  'Tencendur',
  'Secretariat',
  'Seabiscuit',
  'Silver',
  'Trigger',
  'Binky',
  'Brego',
  'Hasufel',
  'Snowmane',
  'Nahar',
  'Asfaloth',
  'Artax',
] as const;

/** `count` different names: famous steeds first, then Unicorn-0001 and on. */
export function fleetNames(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => FAMOUS[index] ?? `Unicorn-${String(index - FAMOUS.length + 1).padStart(4, '0')}`,
  );
}
