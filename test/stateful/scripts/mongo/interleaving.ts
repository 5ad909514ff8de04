import { setImmediate as turn } from 'node:timers/promises';
import { type Doc } from './double/documents';
import { type Ask, roundModule, type Settings } from './modules';

/**
 * A reconciler that stops before every question until it is told to go on, so that a test decides in which order several
 * of them reach the servers, and where one dies.
 */
export class SteppedReconciler {
  private pending: (() => Promise<void>) | undefined;
  private generation = 0;

  constructor(
    private readonly ask: Ask,
    private readonly settings: Settings,
  ) {
    this.start();
  }

  /** Lets the next question reach its server, and the reconciler hear the answer. */
  async step(): Promise<void> {
    const go = this.pending;
    this.pending = undefined;
    await go?.();
    await turn();
  }

  /** @param late whether the question in flight still reaches its server; its answer is never heard */
  async crash(late: boolean): Promise<void> {
    this.generation += 1;
    if (late) await this.pending?.();
    this.pending = undefined;
    this.start();
    await turn();
  }

  stop(): void {
    this.generation += 1;
    this.pending = undefined;
  }

  private start(): void {
    const mine = this.generation;
    const ask: Ask = (address, command, authenticated) =>
      new Promise<Doc>((answer) => {
        if (mine !== this.generation) return;
        this.pending = async () => {
          const reply = await this.ask(address, command, authenticated);
          if (mine === this.generation) answer(reply);
        };
      });
    const memory = {};
    const live = async (): Promise<void> => {
      while (mine === this.generation) await roundModule.round(ask, this.settings, memory);
    };
    void live();
  }
}
