import type { ClassBody, ClassSummaryBody } from '@tallybook/shared/protocol/api-types';
import type { ClassStatus } from '$lib/class-sync/class-status.ts';
import { CLASS_ID, ME, TestTab } from '$lib/class-sync/test-class.ts';
import type { ApiRefusal, ApiResult } from '$lib/platform/api-request.ts';
import type { LedgerDatabase } from '$lib/platform/database.ts';
import { ClassEngine } from './class-engine.ts';

/** The engine of one tab, with the server, the network and the clock in the hands of the test. */
export class TestEngine {
  readonly tab: TestTab;
  readonly engine: ClassEngine;
  readonly refusals: (ApiRefusal | null)[] = [];
  readonly statuses: (ClassStatus | null)[] = [];
  /** What was asked of the server, as `verb id`. */
  readonly asked: string[] = [];
  isOnline = false;
  changes = 0;
  /** The answer to whatever is asked about a class. */
  answer: ApiResult<ClassBody> = { ok: true, value: body };
  /** What the server tells of a class, and of all there are. */
  told: ApiResult<ClassBody> = { ok: false, refusal: 'offline' };
  list: () => Promise<ApiResult<readonly ClassSummaryBody[]>> = () =>
    Promise.resolve({ ok: true, value: [] });

  constructor(database: LedgerDatabase) {
    this.tab = new TestTab(database);
    const ask = (what: string): Promise<ApiResult<ClassBody>> => {
      this.asked.push(what);
      return Promise.resolve(this.answer);
    };
    const isOnline = (): boolean => this.isOnline;
    const askNothing = async (what: string): Promise<ApiResult<true>> => {
      const answer = await ask(what);
      return answer.ok ? { ok: true, value: true } : answer;
    };
    this.engine = new ClassEngine({
      ...this.tab.parts,
      api: { ...this.tab.parts.api, list: () => this.list(), read: () => Promise.resolve(this.told) },
      account: { id: 'anna', username: 'anna', displayName: 'Anna' },
      classApi: {
        join: (code) => ask(`join ${code}`),
        change: (classId) => ask(`change ${classId}`),
        readmit: (_classId, accountId) => ask(`readmit ${accountId}`),
        leave: (_classId, accountId, mayEnd) => askNothing(`leave ${accountId} ${mayEnd}`),
        removeMember: (_classId, accountId) => askNothing(`remove ${accountId}`),
        deleteClass: (classId) => askNothing(`delete ${classId}`),
      },
      page: { onLeaving: () => () => undefined, onReturning: () => () => undefined },
      network: {
        get isOnline() {
          return isOnline();
        },
        onOnline: () => () => undefined,
        onOffline: () => () => undefined,
      },
      today: () => '2026-03-01',
      onChanged: () => {
        this.changes++;
        return Promise.resolve();
      },
      onRefused: (refusal) => this.refusals.push(refusal),
      onStatus: (_classId, status) => this.statuses.push(status),
    });
  }

  /** Answers every socket that is open, as a server does that has all on its disk. */
  async answerAll(): Promise<void> {
    for (const connection of this.tab.connections) {
      if (connection.isClosed) continue;
      connection.exchange();
      await connection.confirm();
    }
  }
}

/** The class as the server tells of it. */
export const body: ClassBody = {
  id: CLASS_ID,
  name: 'House',
  currency: 'EUR',
  code: '0123-4567-89AB',
  joining: 'open',
  seq: 0,
  epoch: 1,
  role: 'member',
  memberId: ME,
  members: [],
};
