import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { SyncMetrics } from '../sync/ports.ts';

/** What is read when somebody asks for the figures. */
export interface RoomCounts {
  readonly connections: number;
  readonly classesLoaded: number;
}

export interface Metrics {
  readonly sync: SyncMetrics;
  /** Prometheus text exposition format. */
  readonly render: () => Promise<string>;
  readonly contentType: string;
}

/** From a memory-backed disk to one that hesitates, in seconds. */
const COMMIT_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** The figures of one server. No label carries an id of a person or a class. */
export function createMetrics(countRooms: () => RoomCounts): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'tallybook_connections',
    help: 'Open sync sockets',
    registers,
    collect() {
      this.set(countRooms().connections);
    },
  });
  new Gauge({
    name: 'tallybook_classes_loaded',
    help: 'Classes held in memory',
    registers,
    collect() {
      this.set(countRooms().classesLoaded);
    },
  });
  const commitSeconds = new Histogram({
    name: 'tallybook_commit_seconds',
    help: 'From handing an update to the store until it is on disk',
    buckets: COMMIT_BUCKETS,
    registers,
  });
  const journalBytes = new Counter({
    name: 'tallybook_journal_bytes_total',
    help: 'Bytes appended to journals',
    registers,
  });
  const refused = new Counter({
    name: 'tallybook_updates_refused_total',
    help: 'Updates that the gate refused, by rule',
    labelNames: ['rule'],
    registers,
  });
  const closed = new Counter({
    name: 'tallybook_sockets_closed_total',
    help: 'Sync sockets closed by the server, by close code',
    labelNames: ['code'],
    registers,
  });
  return {
    sync: {
      commitTook: (ms) => commitSeconds.observe(ms / 1000),
      journalGrew: (bytes) => journalBytes.inc(bytes),
      updateRefused: (rule) => refused.inc({ rule }),
      socketClosed: (code) => closed.inc({ code: String(code) }),
    },
    render: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
