import { observer, type types } from 'mediasoup';

/** Everything that mediasoup has alive in this process, as mediasoup itself tells it. */
export type Watch = {
  readonly workers: Set<types.Worker>;
  readonly servers: Set<types.WebRtcServer>;
  readonly routers: Set<types.Router>;
  readonly transports: Set<types.Transport>;
  readonly producers: Map<string, types.Producer[]>;
  readonly consumers: Set<types.Consumer>;
  /** Producers whose loudness is listened to. */
  readonly heard: Set<string>;
  /** As if the worker had measured this. */
  measure(producer: types.Producer, dbov: number): void;
  stop(): void;
};

export function watchMediasoup(): Watch {
  const workers = new Set<types.Worker>();
  const servers = new Set<types.WebRtcServer>();
  const routers = new Set<types.Router>();
  const transports = new Set<types.Transport>();
  const producers = new Map<string, types.Producer[]>();
  const consumers = new Set<types.Consumer>();
  const heard = new Set<string>();
  const levelObservers = new Set<types.RtpObserver>();

  function onTransport(transport: types.Transport): void {
    transports.add(transport);
    transport.observer.once('close', () => transports.delete(transport));
    transport.observer.on('newproducer', (producer) => {
      producers.set(producer.id, [...(producers.get(producer.id) ?? []), producer]);
      producer.observer.once('close', () => {
        const left = (producers.get(producer.id) ?? []).filter((each) => each !== producer);
        if (left.length > 0) producers.set(producer.id, left);
        else producers.delete(producer.id);
      });
    });
    transport.observer.on('newconsumer', (consumer) => {
      consumers.add(consumer);
      consumer.observer.once('close', () => consumers.delete(consumer));
    });
  }

  function onRouter(router: types.Router): void {
    routers.add(router);
    router.observer.once('close', () => routers.delete(router));
    router.observer.on('newtransport', onTransport);
    router.observer.on('newrtpobserver', (levels) => {
      levelObservers.add(levels);
      levels.observer.on('addproducer', (producer) => void heard.add(producer.id));
      levels.observer.on('removeproducer', (producer) => void heard.delete(producer.id));
    });
  }

  function onWorker(worker: types.Worker): void {
    workers.add(worker);
    worker.observer.once('close', () => workers.delete(worker));
    worker.observer.on('newwebrtcserver', (server) => void servers.add(server));
    worker.observer.on('newrouter', onRouter);
  }

  observer.on('newworker', onWorker);
  return {
    workers,
    servers,
    routers,
    transports,
    producers,
    consumers,
    heard,
    measure(producer, volume) {
      for (const levels of levelObservers as Set<types.AudioLevelObserver>)
        levels.emit('volumes', [{ producer, volume }]);
    },
    stop: () => void observer.off('newworker', onWorker),
  };
}
