import { Button, Group, Modal, Text } from '@mantine/core';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';

export type Question = {
  readonly title: string;
  readonly text: string;
  /** Red for what ends something for everybody */
  readonly grave: boolean;
  readonly onConfirm: () => Promise<unknown>;
};

const Ask = createContext<(question: Question) => void>(() => undefined);

/** Asks before something grave: Xác nhận / Hủy. */
export function useConfirm(): (question: Question) => void {
  return useContext(Ask);
}

/** Holds the one dialog of a screen. Focus starts on Hủy, so that Enter pressed out of habit does nothing. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [question, setQuestion] = useState<Question | null>(null);
  const [opened, setOpened] = useState(false);
  const [busy, setBusy] = useState(false);
  const ask = useCallback((asked: Question) => {
    setQuestion(asked);
    setOpened(true);
  }, []);
  const close = () => setOpened(false);
  const confirm = async () => {
    setBusy(true);
    await question?.onConfirm();
    setBusy(false);
    close();
  };
  return (
    <Ask value={ask}>
      {children}
      <Modal opened={opened} onClose={close} title={question?.title} withCloseButton={false} size="sm">
        <Text>{question?.text}</Text>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={close} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color={question?.grave ? 'son' : 'cham'} loading={busy} onClick={() => void confirm()}>
            {t('common.confirm')}
          </Button>
        </Group>
      </Modal>
    </Ask>
  );
}
