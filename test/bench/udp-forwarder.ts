import { createSocket } from 'node:dgram';

/** One packet in, the same bytes out to every port that it was told: the yardstick beside the relay. */
const socket = createSocket('udp4');
let ports: number[] = [];
socket.on('message', (packet) => {
  for (const port of ports) socket.send(packet, port, '127.0.0.1');
});
process.on('message', ({ to }: { to: number[] }) => {
  ports = to;
  process.send?.({ ok: true });
});
socket.bind(0, '127.0.0.1', () => process.send?.({ port: socket.address().port, pid: process.pid }));
