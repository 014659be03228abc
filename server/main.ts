import { mkdir } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { v7 as uuid } from 'uuid';
import { demoUnitFile } from '../config/demo.ts';
import { loadConfig } from '../config/loader.ts';
import { ballotKeys, type HubConfig, originsOf, places } from '../config/schema.ts';
import { recorderToken } from '../config/secret.ts';
import { loadSigningKey } from '../config/signing-key.ts';
import { readUnitFile } from '../config/unit-file.ts';
import { isSitting } from '../core/sitting.ts';
import { recorderNamespace } from '../protocol/recorder.ts';
import { packageFiles } from '../protocol/recording-package.ts';
import { createAccountAdministration } from './account-administration.ts';
import { createAuth, usualPolicy } from './auth/auth.ts';
import { hashPassword, shortestPassword } from './auth/password.ts';
import { loadTokenKeys } from './auth/token-key.ts';
import { createBallotBox } from './ballot/ballot-box.ts';
import { createCatalogueService } from './catalogue.ts';
import { createRecordingContents } from './catalogue-content.ts';
import { createCatalogueIndex, withRecordingsFollowed } from './catalogue-index.ts';
import { createItemShaper } from './catalogue-item.ts';
import { createClashWatch } from './clash-watch.ts';
import { createConvening } from './convening.ts';
import { damagedPackages } from './damaged-packages.ts';
import { createDocumentFiles } from './document/files.ts';
import { createPdfExamination } from './document/pdf-examination.ts';
import { createDocuments, megabyte, namesDocument } from './documents.ts';
import { createServer, listen, openRecorderDoor } from './doors.ts';
import { createDossierService } from './dossier.ts';
import { dossierLines } from './dossier-lines.ts';
import { createDossierLog } from './dossier-log.ts';
import { createFilmMoments } from './film-moments.ts';
import { createHealth, registerGauges } from './health.ts';
import { createHttp } from './http/http.ts';
import { redaction } from './http/redaction.ts';
import { createHub } from './hub.ts';
import { logTo } from './log-destination.ts';
import { createLogSigning } from './log-signing.ts';
import { lostKeyFaults } from './lost-key.ts';
import { createMedia } from './media/media.ts';
import { listMeetings } from './meeting-list.ts';
import { createMeetingRecords } from './meeting-records.ts';
import { createApprovedMinutes, createMinutesService } from './minutes.ts';
import { createPackages } from './package/desk.ts';
import { heldDocuments } from './package/documents.ts';
import { recordingFolder, roomAt } from './package/folder.ts';
import { writeIncoming } from './package/incoming-file.ts';
import { copyPlaces } from './package/places.ts';
import { createPackageFiles } from './package/removal.ts';
import type { Clock, Store } from './ports.ts';
import { runProcess, type Started } from './process-life.ts';
import { createRecomposition } from './recomposition.ts';
import { recorderChild, secondRecorderOf } from './recorder-processes.ts';
import { createExcerpts, ffmpegPath } from './recording/excerpt.ts';
import { createRecorder } from './recording/recorder.ts';
import { strayFolders } from './recording/stray-folder.ts';
import { createRecordingFolders } from './recording-folders.ts';
import { createSeats } from './seats.ts';
import { seedDemo } from './seed.ts';
import { createSessions } from './sessions.ts';
import { createSocket } from './socket/socket.ts';
import { software } from './software.ts';
import { createLogHeads } from './store/log-heads.ts';
import { createStore } from './store/store.ts';
import { createUnitAdministration } from './unit-administration.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const clock: Clock = { now: () => Date.now() };

async function seed(store: Store, hub: ReturnType<typeof createHub>, logger: Logger): Promise<void> {
  const read = readUnitFile(join(root, demoUnitFile));
  if (!read.ok) throw new Error(read.faults.map(({ en }) => en).join('; '));
  const { file: unitFile } = read;
  const seeded = await seedDemo({ store, create: hub.create, hashPassword, newId: uuid, unitFile, clock });
  logger.info({ ...seeded }, 'demo seeded');
}

/**
 * The composition root: the only place that sees every adapter. Resolves once the hub listens, or with what keeps it
 * from starting with the data that is there.
 */
async function start(config: HubConfig): Promise<Started> {
  await mkdir(config.dataFolder, { recursive: true, mode: 0o700 });
  const logger = pino({ level: config.logLevel, redact: redaction }, logTo(config));
  const { database, keys, documents: documentsFolder } = places(config);
  const demo = config.mode === 'demo';
  const opened = await createStore({ file: database });
  const faults = await lostKeyFaults(config, opened);
  if (faults.length > 0) {
    await opened.close();
    return { faults };
  }
  const { folder, mode: recorderMode } = config.recorder;
  const { folderOf, foldersOf } = createRecordingFolders(
    [folder, ...(config.secondRecorder === null ? [] : [config.secondRecorder.folder])].map(
      (place) => (id) => recordingFolder(place, id),
    ),
  );
  const momentsOf = createFilmMoments(folderOf, logger);
  const contents = createRecordingContents({ log: opened.log, clock, momentsOf });
  const fileLog = createDossierLog(opened, clock);
  const minutesOf = createApprovedMinutes({ store: opened, log: fileLog });
  const index = createCatalogueIndex({ store: opened, contents, minutesOf, logger });
  const store = withRecordingsFollowed(opened, index.follow);
  const heads = createLogHeads({ folder: config.eventLog.headsFolder, keyFile: config.eventLog.keyFile });
  const signing = createLogSigning({ log: store.log, heads, clock, logger });
  const fileHeads = createLogHeads({
    folder: join(config.eventLog.headsFolder, 'dossiers'),
    keyFile: config.eventLog.keyFile,
  });
  const fileSigning = createLogSigning({ log: store.dossiers.log, heads: fileHeads, clock, logger });
  const auth = createAuth({
    store,
    clock,
    keys: loadTokenKeys(keys),
    // HTTP holds a name from one address to the configured number; over all addresses it may be more often, so that
    // nobody can lock a chair out from elsewhere.
    policy: { ...usualPolicy, ...config.limits, signInsPerUser: 5 * config.limits.signInsPerUser, demo },
    log: logger,
  });
  const { listenIp, announcedAddress, basePort, workers, recorderIp } = config.media;
  const media = await createMedia({
    workers: workers ?? availableParallelism(),
    listen: { ip: listenIp, basePort, ...(announcedAddress === null ? {} : { announcedAddress }) },
    captureIp: recorderIp,
    logger,
  });

  // Until everything stands behind it, the server answers that it is not ready.
  let answer: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer(config, (request, response) => answer(request, response));
  let origins = originsOf(config, config.listen.port);
  const line = createSocket({
    server,
    auth,
    limits: config.limits,
    originAllowed: (origin) => origin === undefined || origins.includes(origin),
    logger,
  });
  const recorder = createRecorder({
    media,
    clock,
    namespace: line.namespace(recorderNamespace),
    token: recorderToken(config),
    child: recorderMode === 'child' ? recorderChild(config, root) : null,
    second: secondRecorderOf(config, root),
    logger,
  });
  const dossiers = createDossierService({
    store,
    log: fileLog,
    files: createPackageFiles({ folderOf, foldersOf, packages: store.packages }),
    documents: { remove: (id) => documentFiles.remove(id) },
    terms: config.archive,
    composing: (id) => recorder.progressOf(id) !== null,
    damaged: () => damagedPackages(store),
    sign: fileSigning.sign,
    clock,
    logger,
  });
  const seats = createSeats();
  const { connections } = line;
  const hub = createHub({
    store,
    media,
    recorder,
    ballots: createBallotBox({ folder: ballotKeys(config) }),
    connections,
    seats,
    clock,
    logger,
    onClosed: (id) => void signing.sign(id),
    onFinished(id) {
      void packages.finished(id);
      index.filmed(id);
    },
  });
  const documentFiles = createDocumentFiles({
    root: documentsFolder,
    mostBytes: config.documents.maxMegabytes * megabyte,
    room: () => roomAt(config.dataFolder),
    write: writeIncoming,
    examinePdf: createPdfExamination(logger),
    logger,
  });
  const packages = createPackages({
    root: folder,
    folderOf,
    key: loadSigningKey(config.eventLog.keyFile),
    store,
    heads,
    rehashDays: config.archive.rehashDays,
    importBytes: config.archive.importGigabytes * 1e9,
    places: copyPlaces(config.archive.copies),
    meetingLive: () => hub.meetings().some((live) => isSitting(live.state())),
    composing: (id) => recorder.progressOf(id) !== null,
    documentFile: documentFiles.pathOf,
    dossier: (id) => dossierLines(store, id),
    minutes: async (id) => (await fileLog.read(id)).minutes.approved,
    index: index.index,
    software: software(root),
    clock,
    logger,
  });
  // What lies here is destroyed at once; a second place may be away, and is asked until it has done it.
  dossiers.onDisposed(packages.remove);
  await packages.start();
  await hub.start();
  const strays = await strayFolders(folder, async (id) => (await store.recordings.byId(id)) !== null);
  await documentFiles.start((meeting, sha256) => namesDocument(store.log, meeting, sha256));
  if (strays.length > 0) logger.warn({ folder, strays }, 'recordings of which the archive knows nothing');
  if (demo) await seed(store, hub, logger);
  await signing.start();
  await dossiers.start();
  await fileSigning.start();
  void index.catchUp();

  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  registerGauges(metrics, { hub, seats, media });
  const health = createHealth({ hub, seats, media, recorder, archive: packages.health });
  const trustedProxies = config.trustedProxy?.addresses ?? [];
  const records = createMeetingRecords({
    log: store.log,
    heads,
    live: (id) => hub.meeting(id)?.state() ?? null,
  });
  const excerpts = createExcerpts(await ffmpegPath(process.env));
  const app = createHttp({
    auth,
    store,
    hub: {
      listMeetings: async (principal) => listMeetings(hub, principal, clock.now()),
      health: () => health.health(),
    },
    convening: createConvening({ store, hub, newId: uuid }),
    clashes: createClashWatch({ store, hub }),
    units: createUnitAdministration({ store, clock, logger }),
    accounts: createAccountAdministration({ store, auth, hashPassword, shortestPassword, newId: uuid }),
    records,
    dossiers,
    minutes: createMinutesService({
      store,
      records,
      log: fileLog,
      sign: fileSigning.sign,
      index,
      logger,
    }),
    documents: createDocuments({ hub, records, store, files: documentFiles, limits: config.documents }),
    archive: {
      folderOf,
      verify: packages.verify,
      excerpt: (id, wanted) => excerpts.excerpt(join(folderOf(id), packageFiles.video), wanted),
    },
    packages,
    catalogue: createCatalogueService({
      store,
      contents,
      items: createItemShaper({ store, files: dossiers.standings, progressOf: recorder.progressOf }),
      documents: (id) => heldDocuments(folderOf(id)),
    }),
    compositions: createRecomposition({
      store,
      hub,
      recorder,
      isGenuine: packages.isGenuine,
      accessed: dossiers.accessed,
    }),
    clientFolder: join(root, 'client', 'dist'),
    demo,
    tls: config.tls !== null || trustedProxies.length > 0,
    trustedProxies,
    publicOrigins: config.publicOrigins,
    observers: [],
    refreshMs: usualPolicy.refreshMs,
    metrics,
    limits: config.limits,
    logger,
    clock,
  });
  const port = await listen(server, config);
  origins = originsOf(config, port);
  answer = app;
  line.serve(createSessions({ hub, seats, media, connections, auth, store, logger }));
  const door = await openRecorderDoor(config, { port, attach: line.attach });
  recorder.start(door.url);
  logger.info({ origins, mode: config.mode }, 'listening');

  return {
    origins,
    close: async () => {
      logger.info({}, 'closing');
      health.close();
      signing.close();
      packages.close();
      fileSigning.close();
      dossiers.close();
      // While the log still takes it and the lines stand: everyone reads why nothing is recorded from here on.
      await recorder.close();
      // Lines that stand open without a word, or with a film half sent, would be waited for.
      server.close();
      server.closeAllConnections();
      await line.close();
      hub.close();
      door.close();
      await media.close();
      await index.close();
      await store.close();
      logger.info({}, 'closed');
    },
  };
}

await runProcess(loadConfig({ root, env: process.env }), start);
