import { Text, UnstyledButton } from '@mantine/core';
import { IconFileText, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CatalogueLine, Hit } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { archivePage, recordPage } from '../../session/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { formatTime } from '../../ui/format.ts';
import classes from './catalogue.module.css';
import { foundParts } from './found-text.ts';

/** How many places of one recording are shown before more are asked for. */
const shownAtFirst = 4;

/** A text in which what was found is marked. */
export function FoundText({ text, marks }: Pick<Hit, 'text' | 'marks'>) {
  let at = 0;
  return foundParts(text, marks).map((part) => {
    const key = at;
    at += part.text.length;
    return part.found ? (
      <mark key={key} className={classes.mark}>
        {part.text}
      </mark>
    ) : (
      <bdi key={key}>{part.text}</bdi>
    );
  });
}

function HitLine({ line, hit }: { readonly line: CatalogueLine; readonly hit: Hit }) {
  const { t } = useTranslation();
  const { kind, text, marks, atMs } = hit;
  const words = (
    <span className={classes.hitText}>
      <span className={classes.hitKind}>{t(`catalogue.kind.${kind}`)}</span>
      <span>
        <FoundText text={text} marks={marks} />
      </span>
    </span>
  );
  // No moment of the film shows what the minutes say.
  if (kind === 'minutes')
    return (
      <Link to={recordPage.minutes(line.meeting)} className={classes.hit}>
        {words}
        <span className={classes.hitAt}>
          <IconFileText size={14} aria-hidden="true" />
          {t('catalogue.openMinutes')}
        </span>
      </Link>
    );
  if (atMs === null || line.state !== 'ready') return <div className={classes.hit}>{words}</div>;
  return (
    <Link to={archivePage.recording(line.id, atMs)} className={classes.hit}>
      {words}
      <span className={classes.hitAt}>
        <IconPlayerPlay size={14} aria-hidden="true" />
        {t('catalogue.hitAt', {
          position: clockFace(atMs),
          time: formatTime(line.startedAt + atMs, currentLanguage()),
        })}
      </span>
    </Link>
  );
}

/** Where in a recording stands what was looked for; each place leads to its second, a line of the minutes to those. */
export function HitList({ line }: { readonly line: CatalogueLine }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  // The title stands above, marked.
  const hits = line.hits.filter(({ kind }) => kind !== 'title');
  if (hits.length === 0) return null;
  const shown = all ? hits : hits.slice(0, shownAtFirst);
  const hidden = hits.length - shown.length;
  return (
    <>
      <ul className={classes.hits} aria-label={t('catalogue.hits', { title: line.title })}>
        {shown.map((hit) => (
          <li key={`${hit.kind} ${hit.atMs} ${hit.text}`}>
            <HitLine line={line} hit={hit} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <UnstyledButton className={classes.moreHits} onClick={() => setAll(true)}>
          {t('catalogue.moreHits', { count: hidden })}
        </UnstyledButton>
      )}
      {hidden === 0 && line.moreHits && (
        <Text size="sm" c="dimmed" className={classes.hitsCut ?? ''}>
          {t('catalogue.hitsCut')}
        </Text>
      )}
    </>
  );
}
