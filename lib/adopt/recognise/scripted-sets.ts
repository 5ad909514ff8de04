import { type Fields, type Manifest } from '../../testing/equivalence/manifest';
import { type Expression, list, object, type ObjectExpression, withMembers } from '../model/expression';
import { type AppFile, type Context, type Proposal, type Recogniser } from '../model/proposal';
import { fields, items, number, text } from '../model/values';
import { configFiles } from './config';
import { sameNamespace } from './metadata';
import { statefulProps } from './pods';
import { podSpecOf, specOf } from './workload';

/** Props that say what a ConfigMap is made from. */
const SOURCES = ['files', 'namedFiles', 'folders', 'literals'];

/** ScriptedRedis: Redis and a Sentinel in each pod, with a ConfigMap and the headless Service. */
export const scriptedRedis: Recogniser = {
  kinds: ['StatefulSet'],
  propose: (manifest, context) => {
    const sentinel = extraContainer(manifest, 'sentinel');
    const service = headlessService(manifest, context);
    const config = sentinel && configOf(manifest, sentinel, context);
    if (service === undefined || config === undefined) return [];
    return memberSets(manifest).map((props): Proposal => {
      const command = props.members.get('command');
      const mounts = itemsOf(props, 'mounts');
      const data = mounts.find((mount) => isCall(mount, 'claimTemplate'));
      const shown = withMembers(props, {
        command: undefined,
        containerName: undefined,
        podManagement: props.members.get('podManagement'),
        ports: list(itemsOf(props, 'ports').slice(1)),
        mounts: list(mounts.slice(2)),
        storage: data?.kind === 'call' ? data.args[1] : undefined,
        files: config.sources,
        configName: nameUnless(config.manifest, `${manifest.metadata?.name}-config`),
        redisCommand: command,
        sentinelCommand: commandOf(itemsOf(props, 'extraContainers')[0]),
        extraContainers: list(itemsOf(props, 'extraContainers').slice(1)),
      });
      return {
        construct: 'ScriptedRedis',
        props: shown,
        covers: [manifest, config.manifest, service],
        files: config.files,
      };
    });
  },
};

/** ScriptedMongo: plain mongod in each pod, with the headless Service and, if there is one, a script that initiates it. */
export const scriptedMongo: Recogniser = {
  kinds: ['StatefulSet'],
  propose: (manifest, context) => {
    const [main] = items(podSpecOf(manifest).containers);
    const command = Array.isArray(main?.command) ? main.command : [];
    const service = headlessService(manifest, context);
    if (command[0] !== 'mongod' || service === undefined) return [];
    const replicaSet = command[command.indexOf('--replSet') + 1];
    const [port] = items(main?.ports);
    const script = extraContainer(manifest, 'init-mongo');
    const config = script && configOf(manifest, script, context);
    return memberSets(manifest).map((props): Proposal => {
      const mounts = itemsOf(props, 'mounts');
      const [data] = mounts;
      const storage = data?.kind === 'call' && isCall(data, 'claimTemplate') ? data.args[1] : undefined;
      const scripted =
        config &&
        object({
          files: config.sources,
          command: commandOf(itemsOf(props, 'extraContainers')[0]),
          configName: nameUnless(config.manifest, `${manifest.metadata?.name}-init`),
        });
      const shown = withMembers(props, {
        command: undefined,
        containerName: main?.name === 'mongodb' ? undefined : text(main?.name),
        replicaSetName: replicaSet === 'rs0' ? undefined : text(replicaSet),
        portName: port?.name === 'mongo' ? undefined : text(port?.name),
        servicePortName: servicePortName(service),
        ports: list(itemsOf(props, 'ports').slice(1)),
        mounts: list(storage === undefined ? mounts : mounts.slice(1)),
        storage,
        script: scripted,
        extraContainers: list(itemsOf(props, 'extraContainers').slice(config === undefined ? 0 : 1)),
      });
      const covers = [manifest, ...(config ? [config.manifest] : []), service];
      return { construct: 'ScriptedMongo', props: shown, covers, ...(config ? { files: config.files } : {}) };
    });
  },
};

/** The props of the StatefulSet, with its replicas as members. */
function memberSets(manifest: Manifest): ObjectExpression[] {
  const name = manifest.metadata?.name;
  const spec = specOf(manifest);
  return [
    withMembers(statefulProps(manifest), {
      replicas: undefined,
      members: number(spec.replicas),
      serviceName: spec.serviceName === name ? undefined : text(spec.serviceName),
    }),
  ];
}

function headlessService(manifest: Manifest, { manifests }: Context): Manifest | undefined {
  const { serviceName } = specOf(manifest);
  return manifests.find(
    (each) =>
      each.kind === 'Service' &&
      each.metadata?.name === serviceName &&
      specOf(each).clusterIP === 'None' &&
      sameNamespace(each, manifest),
  );
}

/** The container beside the main one, where it comes next and has the name. */
function extraContainer(manifest: Manifest, name: string): Fields | undefined {
  const [, second] = items(podSpecOf(manifest).containers);
  return second?.name === name ? second : undefined;
}

/** The ConfigMap that a container mounts first, and what it is made from. */
function configOf(
  manifest: Manifest,
  container: Fields,
  context: Context,
): { manifest: Manifest; sources: ObjectExpression; files: readonly AppFile[] } | undefined {
  const [mount] = items(container.volumeMounts);
  const volume = items(podSpecOf(manifest).volumes).find(({ name }) => name === mount?.name);
  const { name } = fields(volume?.configMap);
  const config = context.manifests.find(
    (each) => each.kind === 'ConfigMap' && each.metadata?.name === name && sameNamespace(each, manifest),
  );
  const [proposal] = config === undefined ? [] : configFiles.propose(config, context);
  if (config === undefined || proposal === undefined) return undefined;
  const sources = [...proposal.props.members].filter(([member]) => SOURCES.includes(member));
  return { manifest: config, sources: object(Object.fromEntries(sources)), files: proposal.files ?? [] };
}

function itemsOf(props: ObjectExpression, name: string): readonly Expression[] {
  const found = props.members.get(name);
  return found?.kind === 'list' ? found.items : [];
}

function commandOf(container: Expression | undefined): Expression | undefined {
  return container?.kind === 'object' ? container.members.get('command') : undefined;
}

function isCall(expression: Expression, member: string): boolean {
  return expression.kind === 'call' && expression.callee.member === member;
}

function nameUnless(manifest: Manifest, usual: string): Expression | undefined {
  return manifest.metadata?.name === usual ? undefined : text(manifest.metadata?.name);
}

function servicePortName(service: Manifest): Expression | undefined {
  const [port] = items(specOf(service).ports);
  return port?.name === 'peer' ? undefined : text(port?.name);
}
