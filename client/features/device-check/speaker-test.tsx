import { Button, Text } from '@mantine/core';
import { IconVolume } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { playTestSound } from './test-sound.ts';

type SpeakerTestProps = { readonly speaker: string | null };

/** Plays a sound, so that one knows the others will be heard. */
export function SpeakerTest({ speaker }: SpeakerTestProps) {
  const { t } = useTranslation();
  const [state, setState] = useState<'idle' | 'playing' | 'failed'>('idle');
  const play = async () => {
    setState('playing');
    const played = await playTestSound(speaker ?? '').then(
      () => true,
      () => false,
    );
    setState(played ? 'idle' : 'failed');
  };
  return (
    <div>
      <Button
        variant="default"
        size="sm"
        leftSection={<IconVolume size={18} aria-hidden="true" />}
        disabled={state === 'playing'}
        onClick={() => void play()}
      >
        {t('deviceCheck.testSpeaker')}
      </Button>
      <Text size="sm" c={state === 'failed' ? 'var(--dc-lost-text)' : 'dimmed'} mt={6} role="status">
        {state === 'playing' && t('deviceCheck.testPlaying')}
        {state === 'idle' && t('deviceCheck.testHint')}
        {state === 'failed' && t('deviceCheck.testFailed')}
      </Text>
    </div>
  );
}
