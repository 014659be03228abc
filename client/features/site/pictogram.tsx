import {
  IconArrowsMaximize,
  IconBulb,
  IconDeviceComputerCamera,
  IconDeviceDesktop,
  IconDeviceMobile,
  IconDeviceSpeaker,
  IconDeviceTv,
  IconMicrophone,
  IconNetwork,
  IconPlug,
  IconPower,
  IconRefresh,
  IconRouter,
  IconUsb,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import type { HelpDeed } from './help-guide.ts';
import classes from './room.module.css';

/** The thing, and at its corner what is done with it. */
const drawingByDeed = {
  openLens: { thing: IconDeviceComputerCamera, deed: IconArrowsMaximize },
  cameraCable: { thing: IconDeviceComputerCamera, deed: IconUsb },
  light: { thing: IconBulb, deed: IconPower },
  tvVolume: { thing: IconDeviceTv, deed: IconVolume },
  speakerCable: { thing: IconDeviceSpeaker, deed: IconPlug },
  microphone: { thing: IconMicrophone, deed: IconPower },
  otherDevices: { thing: IconDeviceMobile, deed: IconVolumeOff },
  reload: { thing: IconDeviceTv, deed: IconRefresh },
  networkCable: { thing: IconNetwork, deed: IconPlug },
  router: { thing: IconRouter, deed: IconPower },
  power: { thing: IconDeviceDesktop, deed: IconPower },
} as const satisfies Record<HelpDeed, unknown>;

/** A drawing of what to do. Its words stand beside it. */
export function Pictogram({ of }: { of: HelpDeed }) {
  const { thing: Thing, deed: Deed } = drawingByDeed[of];
  return (
    <div className={classes.drawing} aria-hidden="true">
      <Thing />
      <span className={classes.deed}>
        <Deed />
      </span>
    </div>
  );
}
