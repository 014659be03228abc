import { Button, Group, Text, Title } from '@mantine/core';
import { IconDownload, IconFileZip, IconVolume } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ArchiveItem } from '../../../protocol/archive.ts';
import { archiveAddress } from '../../session/index.ts';
import classes from './archive.module.css';
import { ComposeButton } from './compose-dialog.tsx';
import { useDossier } from './use-dossier.ts';

/** What one may take home of a recording, each by its right. */
export function Downloads({ item }: { readonly item: ArchiveItem }) {
  const { t } = useTranslation();
  const { id, rights, state } = item;
  const [takesFilm, takesAll] = [rights.includes('download'), rights.includes('export')];
  const dossier = useDossier(id, takesAll);
  // A package is of a whole meeting, so it is there once the meeting has ended.
  const open = dossier.data?.closedAt === null;
  if (state !== 'ready' || !(takesFilm || takesAll)) return null;
  const film = [
    { href: archiveAddress.download(id), label: t('recording.film'), icon: IconDownload },
    { href: archiveAddress.sound(id, 'm4a'), label: t('recording.soundM4a'), icon: IconVolume },
    { href: archiveAddress.sound(id, 'mp3'), label: t('recording.soundMp3'), icon: IconVolume },
  ];
  return (
    <section className={classes.panel} aria-labelledby="take-home-title">
      <Title order={2} size="h3" id="take-home-title">
        {t('recording.takeHome')}
      </Title>
      {takesFilm && (
        <Group gap="sm">
          {film.map(({ href, label, icon: Icon }) => (
            <Button
              key={href}
              component="a"
              href={href}
              download
              variant="default"
              leftSection={<Icon size={18} aria-hidden="true" />}
            >
              {label}
            </Button>
          ))}
        </Group>
      )}
      {takesAll && (
        <div>
          <Group gap="sm">
            {!open && (
              <Button
                component="a"
                href={archiveAddress.package(id)}
                download
                variant="default"
                leftSection={<IconFileZip size={18} aria-hidden="true" />}
              >
                {t('recording.package')}
              </Button>
            )}
            <ComposeButton id={id} label={t('recording.composeAgain')} />
          </Group>
          <Text size="sm" c="dimmed" mt={6}>
            {t(open ? 'recording.packageLater' : 'recording.packageHint')}
          </Text>
        </div>
      )}
    </section>
  );
}
