import { Kbd, Popover, Switch } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PlayerButton } from './player-button.tsx';
import classes from './player-controls.module.css';

/** Keys of each line, as they stand on a keyboard; `space` has a word of its own. */
const lines = [
  { id: 'toggle', keys: ['space', 'K'] },
  { id: 'arrows', keys: ['←', '→'] },
  { id: 'tens', keys: ['J', 'L'] },
  { id: 'volume', keys: ['↑', '↓'] },
  { id: 'mute', keys: ['M'] },
  { id: 'speed', keys: ['[', ']'] },
  { id: 'chapters', keys: ['P', 'N'] },
  { id: 'captions', keys: ['C'] },
  { id: 'fullScreen', keys: ['F'] },
  { id: 'digits', keys: ['0', '…', '9'] },
  { id: 'help', keys: ['?'] },
] as const;

type PlayerHelpProps = {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly characters: boolean;
  readonly onCharacters: (used: boolean) => void;
};

/** Every key of the player, and whether single characters act on this device. */
export function PlayerHelp({ opened, onChange, characters, onCharacters }: PlayerHelpProps) {
  const { t } = useTranslation();
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      position="top-end"
      withinPortal={false}
      shadow="md"
      returnFocus
    >
      <Popover.Target>
        <PlayerButton
          label={t('player.help.open')}
          icon={<IconKeyboard size={21} aria-hidden="true" />}
          shortcut="Shift+?"
          expanded={opened}
          onPress={() => onChange(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={t('player.help.open')}>
        <dl className={classes.keys}>
          {lines.map(({ id, keys }) => (
            <div key={id}>
              <dt>
                {keys.map((key) =>
                  key === '…' ? '…' : <Kbd key={key}>{key === 'space' ? t('player.help.space') : key}</Kbd>,
                )}
              </dt>
              <dd>{t(`player.help.${id}`)}</dd>
            </div>
          ))}
        </dl>
        <Switch
          size="sm"
          label={t('player.help.single')}
          description={t('player.help.singleHint')}
          checked={characters}
          onChange={(event) => onCharacters(event.currentTarget.checked)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
