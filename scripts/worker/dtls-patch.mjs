// A patch to mediasoup's DtlsTransport.cpp, applied to a copy.
//
// OpenSSL calls a BIO callback after an operation with BIO_CB_RETURN or-ed to the operation's code.
// mediasoup compares for equality, so its callback answers 1 to every control call, among them "does
// the kernel do the encryption?" (KTLS). An OpenSSL built with KTLS, such as Debian's, then allocates
// no write buffer and the worker dies at the first DTLS handshake.

const WRONG = '(operationType == BIO_CB_RETURN) ? static_cast<long>(ret) : 1;';
const RIGHT = '(operationType & BIO_CB_RETURN) ? static_cast<long>(ret) : 1;';

/**
 * @param {string} source upstream's DtlsTransport.cpp
 * @returns {string} the same with the test mended
 * @throws {Error} unless the line is there exactly once: another version of mediasoup needs another look
 */
export function patchDtlsTransport(source) {
  const parts = source.split(WRONG);
  if (parts.length !== 2) {
    throw new Error(
      `DtlsTransport.cpp holds the line to be patched ${parts.length - 1} times instead of once. ` +
        'This version of mediasoup differs from the one the patch was made for: see docs/adr/0004-media-worker-build.md',
    );
  }
  return parts.join(RIGHT);
}
