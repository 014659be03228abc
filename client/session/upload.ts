import type { ImportReply } from '../../protocol/archive.ts';
import { type Sending, sendFile, type UploadNews } from './send-file.ts';
import { uploadReply } from './upload-reply.ts';

export type { UploadNews };
export type Upload = Sending<ImportReply>;

/** Sends a package to be imported. */
export function importPackage(file: File, tell: (news: UploadNews) => void): Upload {
  return sendFile({ path: '/api/archive-import', file, type: 'application/zip' }, uploadReply, tell);
}
