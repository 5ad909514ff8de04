import { type LabelSelector, type ObjectMeta } from '../api/meta';

// The part of monitoring.coreos.com/v1 that the library writes.

export interface ServiceMonitor {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'ServiceMonitor';
  readonly metadata?: ObjectMeta;
  readonly spec: ServiceMonitorSpec;
}

export interface ServiceMonitorSpec {
  readonly jobLabel?: string;
  readonly targetLabels?: string[];
  readonly podTargetLabels?: string[];
  readonly endpoints: Endpoint[];
  readonly selector: LabelSelector;
  readonly namespaceSelector?: NamespaceSelector;
  readonly sampleLimit?: number;
}

export interface NamespaceSelector {
  readonly any?: boolean;
  readonly matchNames?: string[];
}

export interface Endpoint {
  readonly port?: string;
  readonly targetPort?: number | string;
  readonly path?: string;
  readonly scheme?: string;
  readonly params?: { readonly [key: string]: string[] };
  readonly interval?: string;
  readonly scrapeTimeout?: string;
  readonly honorLabels?: boolean;
  readonly authorization?: { readonly type?: string; readonly credentials?: SecretKeySelector };
  readonly tlsConfig?: { readonly insecureSkipVerify?: boolean; readonly serverName?: string };
  readonly relabelings?: RelabelConfig[];
  readonly metricRelabelings?: RelabelConfig[];
}

export interface SecretKeySelector {
  readonly name: string;
  readonly key: string;
}

export interface RelabelConfig {
  readonly sourceLabels?: string[];
  readonly separator?: string;
  readonly targetLabel?: string;
  readonly regex?: string;
  readonly replacement?: string;
  readonly action?: string;
}
