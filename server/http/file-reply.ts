import { basename, dirname } from 'node:path';
import type { Response } from 'express';
import type { FileReply } from './route.ts';
import { endRevoked, endStalled, longestStallMs } from './sending.ts';

/** Why a file was not sent: the status to answer with, or null when the caller has gone away meanwhile. */
export type FileFailure = { readonly status: 404 | 416 | null };

function failureOf(error: Error): FileFailure {
  const code = 'code' in error ? error.code : null;
  if (code === 'ECONNABORTED' || code === 'EPIPE' || code === 'ECONNRESET') return { status: null };
  const status = 'status' in error ? error.status : null;
  if (status === 416) return { status };
  if (status === 404 || code === 'EISDIR') return { status: 404 };
  throw error;
}

/**
 * Sends a file whole or in byte ranges (RFC 9110); null once it was sent. A recording is kept by nobody on the way:
 * `no-store` keeps it out of the disk cache of a computer that several people use. One who stops taking it is cut off.
 */
export async function sendFile(
  response: Response,
  file: FileReply,
  stallMs = longestStallMs,
): Promise<FileFailure | null> {
  endStalled(response, stallMs);
  if (file.still) endRevoked(response, file.still);
  response.setHeader('Content-Type', file.type);
  response.setHeader('Cache-Control', 'no-store');
  if (file.saveAs !== null) response.attachment(file.saveAs);
  if (file.foreign !== undefined) {
    const { name, inPage } = file.foreign;
    response.attachment(name);
    const disposition = String(response.getHeader('Content-Disposition'));
    if (inPage) response.setHeader('Content-Disposition', disposition.replace(/^attachment/, 'inline'));
    // `attachment` sets a type by the name's ending.
    response.setHeader('Content-Type', file.type);
    response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  }
  const error = await new Promise<Error | undefined>((resolve) => {
    const options = { root: dirname(file.path), cacheControl: false, dotfiles: 'deny' as const };
    response.sendFile(basename(file.path), options, resolve);
  });
  if (error === undefined) return null;
  if (!response.headersSent) {
    for (const name of ['Content-Type', 'Content-Disposition', 'Content-Length', 'ETag', 'Last-Modified'])
      response.removeHeader(name);
  }
  return failureOf(error);
}
