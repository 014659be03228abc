import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** What a page of ours may use of the device; everything else is off. */
const permissionsPolicy = [
  'camera=(self)',
  'microphone=(self)',
  'display-capture=(self)',
  'fullscreen=(self)',
  'screen-wake-lock=(self)',
  'speaker-selection=(self)',
  'autoplay=(self)',
  'geolocation=()',
  'payment=()',
  'usb=()',
  'serial=()',
].join(', ');

/** A Host header that may be repeated in a policy: a name or address and a port, nothing that could end a directive. */
const plainHost = /^[A-Za-z0-9.:[\]-]{1,255}$/;

function socketOrigins(host: string | undefined, tls: boolean): string {
  return host !== undefined && plainHost.test(host) ? `${tls ? 'wss' : 'ws'}://${host}` : "'self'";
}

/**
 * The headers of every reply. The page loads nothing from anywhere else; `tls` adds HSTS. Insecure requests are not
 * upgraded: on plain http at loopback that would break every asset.
 */
export function securityHeaders(tls: boolean): readonly RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'"],
          // Mantine writes its theme's variables into style elements.
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          mediaSrc: ["'self'", 'blob:'],
          fontSrc: ["'self'"],
          // Older Safari does not count a WebSocket to the same host as 'self'.
          connectSrc: ["'self'", (request) => socketOrigins(request.headers.host, tls)],
          manifestSrc: ["'self'"],
          workerSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: tls ? { maxAge: 31_536_000, includeSubDomains: false } : false,
      referrerPolicy: { policy: 'no-referrer' },
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.setHeader('Permissions-Policy', permissionsPolicy);
      next();
    },
  ];
}
