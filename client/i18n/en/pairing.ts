import type { Same } from '../same.ts';
import type { pairing as source } from '../vi/pairing.ts';

export const pairing: Same<typeof source> = {
  pair: 'Pair a device',
  howTo: 'On the room’s screen, open {{address}}. Enter the 6-digit code it shows.',
  code: 'Code on the screen',
  codeDigit: 'Digit {{number}} of the code',
  codeMissing: 'Enter all 6 digits.',
  codeWrong: 'The code is wrong or has expired. Look at the room’s screen again.',
  unit: 'Unit where the device stands',
  unitHint: 'Typing without diacritics works, e.g. nam po',
  unitMissing: 'Choose a unit.',
  unitNone: 'No unit matches',
  unitsFailed: 'The list of units could not be loaded',
  unitUnder: '{{unit}}, {{parent}}',
  paired: 'The device was paired with {{unit}}',
};
