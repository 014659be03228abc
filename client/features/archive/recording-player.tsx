import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ArchiveItem } from '../../../protocol/archive.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { api, archiveAddress, replyOf } from '../../session/index.ts';
import { formatClock } from '../../ui/format.ts';
import classes from './archive.module.css';
import { ChapterList } from './chapter-list.tsx';

type RecordingPlayerProps = { readonly item: ArchiveItem };

/** The film with the browser's own controls (seeking, captions, full screen), and the chapters beside it. */
export function RecordingPlayer({ item }: RecordingPlayerProps) {
  const { t } = useTranslation();
  const video = useRef<HTMLVideoElement>(null);
  const [positionMs, setPositionMs] = useState(0);
  const [broken, setBroken] = useState(false);
  const chapters = useQuery({
    queryKey: ['chapters', item.id],
    queryFn: () => replyOf(api.chapters(item.id)),
    staleTime: Number.POSITIVE_INFINITY,
  });

  const seek = (ms: number) => {
    const element = video.current;
    if (!element) return;
    element.currentTime = ms / 1000;
    // A browser may refuse to play by itself; then it stands at the right place, ready for a click.
    element.play().catch(() => undefined);
  };
  const retry = () => {
    setBroken(false);
    video.current?.load();
  };

  return (
    <div className={classes.player}>
      <Stack gap="sm">
        <video
          ref={video}
          className={classes.video}
          src={archiveAddress.video(item.id)}
          aria-label={t('archive.player', { title: item.title })}
          controls
          preload="metadata"
          playsInline
          onTimeUpdate={(event) => setPositionMs(event.currentTarget.currentTime * 1000)}
          onError={() => setBroken(true)}
        >
          <track
            kind="captions"
            src={archiveAddress.speakers(item.id)}
            srcLang="vi"
            label={t('archive.captions')}
          />
        </video>
        <Text size="sm" c="dimmed" className="tabular">
          {t('archive.wallClock', { time: formatClock(item.startedAt + positionMs, currentLanguage()) })}
        </Text>
        {broken && (
          <Alert color="son" icon={<IconAlertTriangle />} title={t('archive.playerFailed')} role="alert">
            <Text size="sm" mb="sm">
              {t('archive.playerFailedHint')}
            </Text>
            <Button size="sm" variant="default" onClick={retry}>
              {t('common.retry')}
            </Button>
          </Alert>
        )}
      </Stack>
      <ChapterList
        chapters={chapters.data ?? []}
        loaded={!chapters.isPending}
        positionMs={positionMs}
        onSeek={seek}
        excerptOf={({ startMs, endMs }) => archiveAddress.excerpt(item.id, startMs, endMs)}
      />
    </div>
  );
}
