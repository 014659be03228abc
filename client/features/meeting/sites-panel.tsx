import { Kbd, Switch, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconSearch } from '@tabler/icons-react';
import { type RefObject, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitId } from '../../../core/id.ts';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import { EmptyHint } from '../../ui/empty-hint.tsx';
import { presenceMark } from './presence-mark.ts';
import { rightsOver, SiteRow } from './site-row.tsx';
import { filterTree, type SiteNode, siteTree, unitCount } from './site-tree.ts';
import classes from './sites-panel.module.css';
import { useStanding } from './use-commands.ts';

/** A forest of up to this many units starts fully open; a larger one with its two upper levels. */
const openedUpTo = 120;

type NodeProps = {
  readonly node: SiteNode;
  readonly meeting: Meeting;
  readonly isOpen: (unit: UnitId, depth: number) => boolean;
  readonly onToggle: (unit: UnitId, open: boolean) => void;
  readonly depth: number;
};

function Row({ participant, node, meeting }: { participant: Participant; node: SiteNode; meeting: Meeting }) {
  const standing = useStanding();
  const isSite = participant.card.kind === 'site';
  return (
    <SiteRow
      participant={participant}
      shown={isSite ? node.unit.name : participant.card.name}
      strong={isSite && node.children.length > 0}
      {...presenceMark(meeting, participant)}
      {...rightsOver(participant, standing)}
    />
  );
}

function Branch({ node, meeting, isOpen, onToggle, depth }: NodeProps) {
  const { t } = useTranslation();
  const [first, ...others] = node.participants;
  const site = first?.card.kind === 'site' ? first : null;
  const people = site === null ? node.participants : others;
  const opened = isOpen(node.unit.id, depth);
  const { present, invited } = node.counts;
  const below = node.children.length > 0;
  return (
    <li>
      {/* A group of its own: the list item also holds everything below the unit. */}
      <fieldset className={classes.row} aria-label={site?.card.name ?? node.unit.name}>
        {below ? (
          <UnstyledButton
            className={classes.chevron}
            aria-expanded={opened}
            aria-label={t(opened ? 'meeting.sites.collapse' : 'meeting.sites.expand', {
              name: node.unit.name,
            })}
            onClick={() => onToggle(node.unit.id, !opened)}
          >
            <IconChevronRight size={16} />
          </UnstyledButton>
        ) : (
          <span className={classes.noChevron} />
        )}
        {site === null ? (
          <span className={classes.words}>
            <span className={`${classes.name} ${classes.unitName}`}>{node.unit.name}</span>
          </span>
        ) : (
          <Row participant={site} node={node} meeting={meeting} />
        )}
        {below && (
          <span className={classes.counts} title={t('meeting.sites.summary', { present, invited })}>
            {t('meeting.sites.connected', { present, invited })}
          </span>
        )}
      </fieldset>
      {(people.length > 0 || (below && opened)) && (
        <ul>
          {people.map((participant) => (
            <li key={participant.card.participant}>
              <fieldset className={classes.row} aria-label={participant.card.name}>
                <span className={classes.noChevron} />
                <Row participant={participant} node={node} meeting={meeting} />
              </fieldset>
            </li>
          ))}
          {opened &&
            node.children.map((child) => (
              <Branch
                key={child.unit.id}
                node={child}
                meeting={meeting}
                isOpen={isOpen}
                onToggle={onToggle}
                depth={depth + 1}
              />
            ))}
        </ul>
      )}
    </li>
  );
}

/** Present of invited at each level, as far as this viewer sees. */
function LevelCounts({ meeting }: { meeting: Meeting }) {
  const invited = Object.values(meeting.participantById).filter(
    (each) => each.invited && each.card.kind === 'site',
  );
  return (
    <div className={classes.levels}>
      {meeting.levels.map((level) => {
        const sites = invited.filter((each) => each.card.level === level.id);
        if (sites.length === 0) return null;
        const present = sites.filter((each) => each.presence.kind === 'present').length;
        return (
          <span key={level.id}>
            {level.name} <b>{`${present}/${sites.length}`}</b>
          </span>
        );
      })}
    </div>
  );
}

/** The sites by level, to find one and to invite it. */
export function SitesPanel({
  meeting,
  search,
}: {
  meeting: Meeting;
  search: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useTranslation();
  const [query, setQuery] = useState('');
  const [troubles, setTroubles] = useState(false);
  const [openById, setOpenById] = useState<Readonly<Record<UnitId, boolean>>>({});
  const wanted = useDeferredValue(query);
  const tree = useMemo(() => siteTree(meeting), [meeting]);
  const shown = filterTree(tree, { query: wanted, troubles });
  const filtered = shown !== tree;
  const allOpen = filtered || unitCount(tree) <= openedUpTo;
  const isOpen = (unit: UnitId, depth: number) => openById[unit] ?? (allOpen || depth < 2);
  return (
    <section className={classes.panel} aria-label={t('meeting.sites.label')}>
      <TextInput
        ref={search}
        type="search"
        size="sm"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        aria-label={t('meeting.sites.find')}
        placeholder={t('meeting.sites.findPlaceholder')}
        leftSection={<IconSearch size={17} />}
        rightSection={<Kbd size="xs">/</Kbd>}
        aria-keyshortcuts="/"
      />
      <Switch
        size="sm"
        checked={troubles}
        onChange={(event) => setTroubles(event.currentTarget.checked)}
        label={t('meeting.sites.troubles')}
      />
      <LevelCounts meeting={meeting} />
      <div className={classes.scroll}>
        {shown.length === 0 ? (
          <EmptyHint text={t('meeting.sites.none')} />
        ) : (
          <ul className={classes.tree}>
            {shown.map((node) => (
              <Branch
                key={node.unit.id}
                node={node}
                meeting={meeting}
                isOpen={isOpen}
                onToggle={(unit, open) => setOpenById((before) => ({ ...before, [unit]: open }))}
                depth={0}
              />
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
