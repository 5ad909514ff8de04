import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Probe, Resources } from '../../lib';

/** The least that a workload needs to be accepted in PRODUCTION. */
export const SOUND = {
  name: 'web',
  image: 'web:1',
  resources: Resources.guaranteed(Cpu.millis(100), Size.mebibytes(64)),
};

/** As {@link SOUND}, for what must say when it is ready. */
export const SOUND_AND_PROBED = { ...SOUND, ports: [{ number: 8080 }], readiness: Probe.tcpSocket() };
