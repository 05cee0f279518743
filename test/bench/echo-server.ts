import { WebSocket, WebSocketServer } from 'ws';

/** The yardstick of receipts and alarms, in a process of its own: what says `all` goes to every socket, the rest back. */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
export type EchoReady = { url: string };

server.on('connection', (socket) => {
  socket.on('message', (data, binary) => {
    const text = data as Buffer;
    if (text.subarray(0, 3).toString() !== 'all') return socket.send(text, { binary });
    for (const client of server.clients)
      if (client.readyState === WebSocket.OPEN) client.send(text, { binary });
  });
});
server.on('listening', () => {
  const { port } = server.address() as { port: number };
  process.send?.({ url: `ws://127.0.0.1:${port}` } satisfies EchoReady);
});
process.on('disconnect', () => process.exit(0));
