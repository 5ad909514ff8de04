import { resolve } from 'node:path';
import { type Config, type Doc, type Member } from './double/documents';

/** The reconciler's plain JavaScript, as typed as its comments promise. */
export const SCRIPTS = resolve(__dirname, '../../../../lib/stateful/scripts/mongo');

export interface Spec {
  readonly setName: string;
  readonly pattern: string;
  readonly members: number;
  readonly ordinal: number;
  readonly user?: string;
}

export interface View {
  readonly self: {
    readonly phase: string;
    readonly primary?: boolean;
    readonly setName?: string;
    readonly host?: string;
    readonly user?: string;
    readonly config?: Pick<Config, '_id' | 'version'> & { readonly members: Partial<Member>[] };
    readonly committed?: boolean;
    readonly states?: Record<string, number>;
  };
  readonly peers: Record<string, { readonly phase: string }>;
  readonly resyncing: Record<string, number>;
}

export interface Decision {
  readonly kind: 'WAIT' | 'SETTLED' | 'INITIATE' | 'CREATE_USER' | 'RECONFIG' | 'STEP_DOWN';
  readonly reason: string;
  readonly problem?: boolean;
  readonly config?: { readonly _id: string; readonly version: number; readonly members: Partial<Member>[] };
}

interface DecideModule {
  readonly decide: (spec: Spec, view: View) => Decision;
  readonly countResyncing: (before: Record<string, number>, states?: Record<string, number>) => Record<string, number>;
  readonly ordinalOf: (pattern: string, host: string) => number;
}

export interface Settings {
  readonly setName: string;
  readonly pattern: string;
  readonly members: number;
  readonly ordinal: number;
  readonly local: string;
  readonly user?: { readonly name: string; readonly password: string };
  readonly uriOptions: string;
  readonly intervalSeconds: number;
  readonly rounds: number;
}

export type Ask = (address: string, command: Doc, authenticated: boolean) => Promise<Doc>;

export interface Round {
  readonly decision: Decision;
  readonly outcome: { readonly result: string; readonly code?: number };
}

interface RoundModule {
  readonly round: (ask: Ask, settings: Settings, memory: object) => Promise<Round>;
  readonly UNREACHABLE: number;
}

interface SettingsModule {
  readonly readSettings: (env: Record<string, string | undefined>) => Settings;
  readonly connectionUri: (settings: Settings, address: string, authenticated: boolean) => string;
}

export const decideModule = jest.requireActual<DecideModule>(resolve(SCRIPTS, 'decide.js'));
export const roundModule = jest.requireActual<RoundModule>(resolve(SCRIPTS, 'round.js'));
export const settingsModule = jest.requireActual<SettingsModule>(resolve(SCRIPTS, 'settings.js'));
