import type { Same } from '../same.ts';
import type { convening as source } from '../vi/convening.ts';

export const convening: Same<typeof source> = {
  create: 'Call a meeting',
  name: 'Title of the meeting',
  nameMissing: 'Enter the title of the meeting.',
  unit: 'Convening unit',
  unitHint:
    'Invites every site and account of this unit and the units below it. Typing without diacritics works.',
  date: 'Date',
  dateMissing: 'Choose the date.',
  datePast: 'This day has passed.',
  time: 'Time',
  timeMissing: 'Choose the time.',
  chair: 'Chair',
  chairHint: 'Find by name, position or unit.',
  chairFirst: 'Choose the convening unit first.',
  chairMissing: 'Choose the chair.',
  chairNone: 'Nobody matches',
  chairNobody: 'There is no account yet in this unit, above it or below it.',
  chairGone: 'This chair can no longer be chosen. Choose again.',
  chairAt: '{{position}}, {{unit}}',
  peopleFailed: 'The list of possible chairs could not be loaded',
  agenda: 'Agenda',
  agendaHint: 'Optional. At most {{most}} items.',
  item: 'Item {{index}}',
  itemTitle: 'Subject',
  itemPresenter: 'Presenter',
  itemMinutes: 'Minutes',
  itemMissing: 'Enter the subject of this item.',
  addItem: 'Add an item',
  removeItem: 'Remove item {{index}}',
  secret: 'Secret meeting (Mật)',
  secretHint:
    'Hold it by the means meant for secret matters, and enter neither its title nor its agenda here.',
  created: 'The meeting “{{title}}” was called. Those invited see it in their list.',
};
