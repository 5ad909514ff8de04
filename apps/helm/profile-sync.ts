import { HelmChart } from '../../lib/helm';
import { ProfileSync } from '../profile-sync/profile-sync';

/** Document 000 as a Helm chart. */
export function profileSyncChart(outdir: string): HelmChart {
  const chart = new HelmChart({
    name: 'ps',
    version: '0.1.0',
    description: 'Profile Sync, whose database is migrated before each install and upgrade',
    outdir,
  });
  const { values } = chart;
  new ProfileSync(chart, 'ps', {
    namespace: values.string('jam.namespace', {
      default: 'local700',
      description: 'Namespace of everything, and name of the instance',
      pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
      maxLength: 63,
    }),
    releaseContainerSuffix: values.string('jam.releaseContainerSuffix', {
      default: '',
      description: "Suffix of the image's name",
      pattern: '^[a-z0-9._-]*$',
    }),
    nonce: values.int('jam.nonce', { default: 1, description: 'Change it to restart the pods' }),
    // The document takes it from a template that it does not print.
    release: values.string('jam.release', {
      default: 'lastStableBuild',
      description: 'Tag of the image',
      pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]*$',
      maxLength: 128,
    }),
    registry: values.string('registry.url', {
      default: 'jam.docker.repositories.sapcdn.io',
      description: 'Address of the image registry',
      pattern: '^[A-Za-z0-9.-]+(:[0-9]+)?(/[a-z0-9._/-]+)?$',
    }),
  });
  return chart;
}
