/** What can be asked of one run, from outside the program. */
export interface RunOptions {
  readonly only: string[];
  readonly shard?: string;
  readonly profile: boolean;
  readonly prune: boolean;
}

const USAGE = 'expected --only PATTERN[,PATTERN], --shard I/N, --profile, --prune';

/**
 * Options by source; a more specific source replaces a more general one: arguments, then environment, then defaults.
 *
 * @param args command line arguments, without the program's own name.
 * @param env holds `CDK8S_FLEET_ONLY`, `CDK8S_FLEET_SHARD`, `CDK8S_FLEET_PROFILE`, `CDK8S_FLEET_PRUNE`. `cdk8s synth`
 * starts an app with no arguments but hands its environment on.
 * @throws on an argument that is none of these options, or a flag whose variable is neither true nor false.
 */
export function runOptions(args: string[], env: NodeJS.ProcessEnv, defaults: Partial<RunOptions>): RunOptions {
  const given = fromArgs(args);
  return {
    only: given.only ?? patterns(env.CDK8S_FLEET_ONLY) ?? defaults.only ?? [],
    shard: given.shard ?? (env.CDK8S_FLEET_SHARD || undefined) ?? defaults.shard,
    profile: given.profile ?? flag('CDK8S_FLEET_PROFILE', env) ?? defaults.profile ?? false,
    prune: given.prune ?? flag('CDK8S_FLEET_PRUNE', env) ?? defaults.prune ?? false,
  };
}

function fromArgs(args: string[]): Partial<RunOptions> {
  const given: { only?: string[]; shard?: string; profile?: boolean; prune?: boolean } = {};
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = args[i]!.split(/=(.*)/s) as [string, string | undefined];
    const value = () => {
      const text = inline ?? args[++i];
      if (text === undefined || text === '') {
        throw new Error(`option ${name} needs a value, ${USAGE}`);
      }
      return text;
    };
    if (name === '--only') {
      given.only = [...(given.only ?? []), ...patterns(value())!];
    } else if (name === '--shard') {
      given.shard = value();
    } else if (name === '--profile' && inline === undefined) {
      given.profile = true;
    } else if (name === '--prune' && inline === undefined) {
      given.prune = true;
    } else {
      throw new Error(`unknown option "${args[i]}", ${USAGE}`);
    }
  }
  return given;
}

function patterns(list: string | undefined): string[] | undefined {
  return list ? list.split(',').filter((pattern) => pattern !== '') : undefined;
}

function flag(name: string, env: NodeJS.ProcessEnv): boolean | undefined {
  const value = env[name];
  switch (value) {
    case undefined:
    case '':
      return undefined;
    case 'true':
    case '1':
      return true;
    case 'false':
    case '0':
      return false;
    default:
      throw new Error(`invalid ${name} "${value}", expected true or false`);
  }
}
