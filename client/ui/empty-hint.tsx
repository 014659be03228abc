import { Text } from '@mantine/core';

/** A calm line where a list is empty. */
export function EmptyHint({ text }: { text: string }) {
  return (
    <Text c="dimmed" ta="center" py="xl" px="md" size="sm">
      {text}
    </Text>
  );
}
