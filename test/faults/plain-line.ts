/**
 * Loaded into a hub before its own code (`--import`): every WebRTC transport gets a twin that speaks plain RTP, at the
 * port that its ICE candidate names. Rights, workers, routers, producers, consumers and captures stay the hub's own;
 * only encryption and connectivity checks are left out, which a test without a browser cannot do.
 */
if (process.argv[1]?.endsWith('server/main.ts')) {
  const { observer } = await import('mediasoup');
  observer.on('newworker', (worker) => {
    worker.observer.on('newrouter', (router) => {
      const create = router.createWebRtcTransport.bind(router);
      router.createWebRtcTransport = async (options) => {
        const transport = await create(options);
        const listenInfo = { protocol: 'udp', ip: '127.0.0.1' } as const;
        const plain = await router.createPlainTransport({ listenInfo, rtcpMux: true, comedia: true });
        transport.observer.once('close', () => plain.close());
        transport.produce = (wanted) => plain.produce(wanted);
        transport.consume = (wanted) => plain.consume(wanted);
        const [candidate] = transport.iceCandidates;
        const iceCandidates = [{ ...candidate, port: plain.tuple.localPort }];
        Object.defineProperty(transport, 'iceCandidates', { value: iceCandidates });
        return transport;
      };
    });
  });
}
