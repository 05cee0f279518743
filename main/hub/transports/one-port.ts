import { createServer as createHttpServer, type RequestListener, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { createServer as createNetServer, type Server as NetServer, type Socket } from 'node:net';

/** First byte of a TLS record of a handshake (RFC 8446 §5.1). */
const TLS_HANDSHAKE = 0x16;
/** Whoever connects and says nothing is let go. */
const FIRST_BYTE_MS = 5_000;

/** A request that trickles in, or headers without end, do not hold a socket for ever. */
export const LIMITS = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 2_500 };

export type OnePort = {
  net: NetServer;
  plain: HttpServer;
  secure: HttpsServer;
  /** Lets go of every connection, half-open ones too. */ hangUp: () => void;
};

/**
 * HTTP and HTTPS on one port, told apart by the first byte. A phone that types the address without `https` gets the page
 * that explains how to trust the hub, not a broken connection.
 */
export function createOnePort(
  pair: { certPem: string; keyPem: string },
  listeners: { plain: RequestListener; secure: RequestListener },
): OnePort {
  const plain = createHttpServer(LIMITS, listeners.plain);
  const secure = createHttpsServer(
    {
      ...LIMITS,
      cert: pair.certPem,
      key: pair.keyPem,
      minVersion: 'TLSv1.2',
      handshakeTimeout: LIMITS.headersTimeout,
    },
    listeners.secure,
  );
  // They are handed their connections and never listen, and Node begins to look for slow requests when a server listens.
  for (const server of [plain, secure]) server.emit('listening');
  const sockets = new Set<Socket>();
  const net = createNetServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy()); // a phone that went out of reach is no fault of ours
    socket.setTimeout(FIRST_BYTE_MS, () => socket.destroy());
    socket.once('readable', () => sort(socket));
  });

  function sort(socket: Socket) {
    const first = socket.read(1) as Buffer | null;
    if (first === null) return void socket.destroy();
    socket.setTimeout(0);
    socket.unshift(first);
    (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
  }
  const hangUp = () => {
    for (const server of [plain, secure]) server.close();
    sockets.forEach((socket) => socket.destroy());
  };
  return { net, plain, secure, hangUp };
}
