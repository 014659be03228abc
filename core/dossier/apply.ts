import { type Dossier, type Hold, keptAccesses, type SharedLink, type Signatory } from './dossier.ts';
import type { DossierActor, DossierEntry } from './event.ts';

function signatoryOf(by: DossierActor): Signatory {
  if (by.kind !== 'person') throw new Error(`no person stands behind this: ${by.kind}`);
  const { participant, name, position } = by;
  return { participant, name, position };
}

const nameOf = (by: DossierActor): string =>
  by.kind === 'person' ? by.name : by.kind === 'link' ? by.whom : '';

function changed<T>(list: readonly T[], matches: (one: T) => boolean, change: (one: T) => T): readonly T[] {
  return list.map((one) => (matches(one) ? change(one) : one));
}

/** The file after an entry of its log. Throws where the log contradicts itself. */
export function applyDossier(dossier: Dossier, entry: DossierEntry): Dossier {
  return { ...happened(dossier, entry), lastAt: Math.max(dossier.lastAt, entry.at) };
}

function happened(dossier: Dossier, { at, by, event }: DossierEntry): Dossier {
  const { disposal, links, holds } = dossier;
  switch (event.type) {
    case 'retention.set':
      return { ...dossier, retention: { name: event.name, years: event.years } };
    case 'hold.placed': {
      const { hold, reason } = event;
      return { ...dossier, holds: [...holds, { hold, reason, by: signatoryOf(by), at, lifted: null }] };
    }
    case 'hold.lifted': {
      const lifted = { by: signatoryOf(by), at, reason: event.reason };
      const is = ({ hold }: Hold) => hold === event.hold;
      return { ...dossier, holds: changed(holds, is, (hold) => ({ ...hold, lifted })) };
    }
    case 'disposal.asked':
      return { ...dossier, disposal: { state: 'asked', by: signatoryOf(by), at, reason: event.reason } };
    case 'disposal.withdrawn':
      return { ...dossier, disposal: { state: 'none' } };
    case 'disposal.confirmed': {
      if (disposal.state !== 'asked') throw new Error('a disposal that nobody asked for was confirmed');
      const { by: asker, at: askedAt, reason } = disposal;
      const record = { by: asker, askedAt, reason, confirmedBy: signatoryOf(by), at };
      return { ...dossier, disposal: { state: 'confirmed', ...record, packages: event.packages } };
    }
    case 'disposal.carriedOut':
      if (disposal.state !== 'confirmed') throw new Error('a disposal that nobody confirmed was carried out');
      return { ...dossier, disposal: { ...disposal, state: 'carriedOut' } };
    case 'custody.handedOver': {
      const { to, receiver, receiverPosition, note, packages } = event;
      const custody = { to, receiver, receiverPosition, note, by: signatoryOf(by), at, packages };
      return { ...dossier, custody };
    }
    case 'links.allowed':
      return { ...dossier, linksAllowed: true };
    case 'links.forbidden': {
      const end = (link: SharedLink) => ({ ...link, withdrawnAt: at });
      const ended = changed(links, ({ withdrawnAt }) => withdrawnAt === null, end);
      return { ...dossier, linksAllowed: false, links: ended };
    }
    case 'link.made': {
      const { link, recording, whom, until, secretHash } = event;
      const made = { link, recording, whom, by: signatoryOf(by), at, until, secretHash };
      return { ...dossier, links: [...links, { ...made, withdrawnAt: null, lastUsedAt: null }] };
    }
    case 'link.withdrawn': {
      const is = ({ link }: SharedLink) => link === event.link;
      return { ...dossier, links: changed(links, is, (link) => ({ ...link, withdrawnAt: at })) };
    }
    case 'link.ranOut':
      // That the log has come so far is all there is to it.
      return dossier;
    case 'minutes.saved': {
      const { version, minutes } = event;
      const latest = { version, minutes, by: signatoryOf(by), at };
      return { ...dossier, minutes: { ...dossier.minutes, latest } };
    }
    case 'minutes.approved': {
      const { latest } = dossier.minutes;
      if (latest?.version !== event.version) throw new Error('minutes that do not stand were approved');
      const approved = { ...latest, approvedBy: signatoryOf(by), approvedAt: at };
      return { ...dossier, minutes: { latest, approved } };
    }
    case 'minutes.taken': {
      const { approved } = event;
      const { version, minutes, by: writer, at: writtenAt } = approved;
      return { ...dossier, minutes: { latest: { version, minutes, by: writer, at: writtenAt }, approved } };
    }
    case 'accessed': {
      const { recording, what, part = null } = event;
      const access = { at, by: nameOf(by), recording, what, part };
      const is = ({ link }: SharedLink) => by.kind === 'link' && link === by.link;
      return {
        ...dossier,
        links: by.kind === 'link' ? changed(links, is, (link) => ({ ...link, lastUsedAt: at })) : links,
        accesses: [access, ...dossier.accesses].slice(0, keptAccesses),
      };
    }
  }
}
