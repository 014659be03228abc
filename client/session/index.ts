/** All that the screens may use of the session. See contract.ts for the types. */

export { api, meetingAddress, RefusalError, replyOf } from './api.ts';
export { archiveAddress, sharedAddress } from './archive.ts';
export { archivePage } from './archive-page.ts';
export { serverNow } from './clock.ts';
export type * from './contract.ts';
export { type DocumentAbout, documentAddress, documents } from './documents.ts';
export { useAudioBlocked, useIdentity, useLevel, useMeetingSession, useNow, useTrack } from './hooks.ts';
export { onSignedOut, signIn, signOut, startSession } from './identity.ts';
export { type Captured, type CaptureFailure, captureDevice } from './media/capture.ts';
export {
  type DeviceChoice,
  type PictureHeight,
  pictureHeights,
  rememberChoice,
  rememberedChoice,
} from './media/choice.ts';
export { applyDeviceChoice } from './media/media.ts';
export { recordAddress, recordPage, records } from './records.ts';
export type { Result } from './result.ts';
export { saveFile } from './save-file.ts';
export { type KeptSeat, keptSeat } from './seat-memory.ts';
export type { Sending } from './send-file.ts';
export { claimPairing, type SiteSignIn, siteSignIn, startPairing } from './site.ts';
export { importPackage, type Upload, type UploadNews } from './upload.ts';
export { verbs } from './verbs.ts';
