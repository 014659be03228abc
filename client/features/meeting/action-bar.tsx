import { Button, Drawer, Kbd, Menu, UnstyledButton } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import toolClasses from '../../ui/tool-button.module.css';
import { ToolButton } from '../../ui/tool-button.tsx';
import classes from './action-bar.module.css';
import type { Tool, Tools } from './tool.ts';
import { ToolIcon } from './tool-icon.tsx';

type ActionBarProps = {
  readonly tools: Tools;
  /** Whether the keys are shown on the buttons */
  readonly keys: boolean;
};

function Group({ tools, keys }: { tools: readonly Tool[]; keys: boolean }) {
  return tools.map((tool) => (
    <ToolButton
      key={tool.id}
      label={tool.label}
      icon={<ToolIcon name={tool.icon} />}
      tone={tool.tone}
      reason={tool.reason}
      shortcut={keys ? tool.shortcut : undefined}
      pressed={tool.pressed}
      onPress={tool.run}
    />
  ));
}

/** What is needed now and then. */
function MoreMenu({ tools }: { tools: readonly Tool[] }) {
  const { t } = useTranslation();
  return (
    <Menu position="top-end" withinPortal>
      <Menu.Target>
        <UnstyledButton className={toolClasses.tool} data-tone="plain">
          <IconDots stroke={1.7} size={22} aria-hidden="true" />
          <span>{t('meeting.action.more')}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {tools.map((tool) => (
          <Menu.Item
            key={tool.id}
            leftSection={<ToolIcon name={tool.icon} size={18} />}
            rightSection={
              tool.shortcut === undefined ? undefined : (
                <Kbd size="xs" aria-hidden="true">
                  {tool.shortcut.replace('Shift+', '')}
                </Kbd>
              )
            }
            disabled={tool.reason !== null}
            title={tool.reason ?? undefined}
            onClick={tool.run}
          >
            {tool.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The bar of a laptop or a large screen: everything at once, in groups that keep their places. */
export function ActionBar({ tools, keys }: ActionBarProps) {
  const { t } = useTranslation();
  return (
    <nav className={classes.bar} aria-label={t('meeting.actions')}>
      <div className={classes.group}>
        <Group tools={tools.devices} keys={keys} />
      </div>
      <div className={classes.group}>
        <Group tools={[...tools.floor, ...tools.conduct]} keys={keys} />
      </div>
      <div className={classes.group}>
        <MoreMenu tools={tools.more} />
        <Group tools={tools.meeting} keys={keys} />
      </div>
    </nav>
  );
}

/** What stays in a phone's bar: one's own devices and the one thing one is most likely to do next. */
function mostUsed(tools: Tools): { readonly shown: readonly Tool[]; readonly rest: readonly Tool[] } {
  const isNear = (tool: Tool) => tool.id === 'microphone' || tool.id === 'camera';
  const near = tools.devices.filter(isNear);
  const far = tools.devices.filter((tool) => !isNear(tool));
  const opening = tools.meeting.filter((tool) => tool.id === 'open');
  const [main, ...others] = [...opening, ...tools.floor, ...tools.conduct];
  const meeting = tools.meeting.filter((tool) => tool.id !== 'open');
  return {
    shown: main === undefined ? near : [...near, main],
    rest: [...far, ...others, ...tools.more, ...meeting],
  };
}

/** The bar of a phone, for a thumb: three large buttons, the others in a drawer. */
export function CompactBar({ tools }: ActionBarProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const { shown, rest } = mostUsed(tools);
  const close = () => setOpened(false);
  const then = (run: () => void) => () => {
    close();
    run();
  };
  return (
    <nav className={`${classes.bar} ${classes.compact}`} aria-label={t('meeting.actions')}>
      {shown.map((tool) => (
        <ToolButton
          key={tool.id}
          label={tool.label}
          icon={<ToolIcon name={tool.icon} />}
          tone={tool.tone}
          reason={tool.reason}
          grow={tool.id !== 'microphone' && tool.id !== 'camera'}
          onPress={tool.run}
        />
      ))}
      <ToolButton
        label={t('meeting.action.more')}
        icon={<IconDots stroke={1.7} aria-hidden="true" />}
        reason={null}
        onPress={() => setOpened(true)}
      />
      <Drawer
        opened={opened}
        onClose={close}
        position="bottom"
        size="auto"
        title={t('meeting.actions')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <div className={classes.rest}>
          {rest.map((tool) => (
            <Button
              key={tool.id}
              size="lg"
              variant="subtle"
              justify="flex-start"
              color={tool.tone === 'danger' || tool.tone === 'stop' ? 'son' : 'cham'}
              leftSection={<ToolIcon name={tool.icon} />}
              disabled={tool.reason !== null}
              title={tool.reason ?? undefined}
              onClick={then(tool.run)}
            >
              {tool.label}
            </Button>
          ))}
        </div>
      </Drawer>
    </nav>
  );
}
