/** Checks camera, microphone and loudspeaker; `onDone` tells whether to come with the camera on. */
export type DeviceCheckProps = {
  readonly onDone: (choice: { readonly camera: boolean }) => void;
  readonly onCancel?: () => void;
  /** Words of the button that goes on, e.g. `t('meetings.join')`. */
  readonly action: string;
};
export function DeviceCheck(_: DeviceCheckProps) {
  return null;
}
