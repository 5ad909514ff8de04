// The constructs. Helm charts, FleetApp and the testing kit have entry points of their own: cdk8s-patterns/helm, /fleet
// and /testing.

export { Posture, type PostureProps } from './posture';

// pod
export { type ClaimSpecProps, type ClaimTemplateProps } from './pod/claim';
export {
  type ContainerOptions,
  type ContainerProps,
  type ContainerResizePolicy,
  TerminationMessagePolicy,
} from './pod/container';
export { Env, type EnvReferenceOptions, type EnvResourceOptions, type EnvSourceOptions } from './pod/env';
export { type HttpTarget, type PortTarget } from './pod/handler';
export { type LabelSelector, type LabelSelectorRequirement } from './pod/label-selector';
export { LifecycleAction } from './pod/lifecycle-action';
export { Mount } from './pod/mount';
export {
  type CsiMountOptions,
  type EmptyDirMountOptions,
  type EphemeralClaimProps,
  type FilesMountOptions,
  type HostPathMountOptions,
  type ImageMountOptions,
  type MountOptions,
  type ProjectedMountOptions,
} from './pod/mount-options';
export { type DnsConfig, type PodOptions } from './pod/pod-options';
export {
  type GrpcProbeOptions,
  type HttpProbeOptions,
  Probe,
  type ProbeOptions,
  type TcpProbeOptions,
} from './pod/probe';
export {
  type DownwardApiFile,
  ProjectedSource,
  type ProjectionOptions,
  type ServiceAccountTokenOptions,
} from './pod/projection';
export { QosClass, Resources, type ResourcesProps } from './pod/resources';
export {
  type Affinity,
  type NodeAffinity,
  type NodeSelector,
  type NodeSelectorRequirement,
  type NodeSelectorTerm,
  type PodAffinity,
  type PodAffinityTerm,
  type PreferredSchedulingTerm,
  type Toleration,
  type TopologySpreadConstraint,
  type WeightedPodAffinityTerm,
} from './pod/scheduling';
export { type SecretKey } from './pod/secret-key';
export { type SecurityOptions, type SeLinuxOptions, type WindowsOptions } from './pod/security-options';
export { SecurityProfile } from './pod/security-profile';
export { VolumeDevice, type VolumeDeviceOptions } from './pod/volume-device';

// workloads
export { Autoscaler, type AutoscalerOptions, type AutoscalerProps } from './workloads/autoscaler';
export { BarePod, type BarePodProps } from './workloads/bare-pod';
export { BareReplicaSet, type BareReplicaSetProps } from './workloads/bare-replica-set';
export { BatchJob, type BatchJobProps } from './workloads/batch-job';
export { type DeploymentOptions, DeploymentWorkload } from './workloads/deployment';
export {
  DisruptionBudget,
  type DisruptionBudgetOptions,
  type DisruptionBudgetProps,
} from './workloads/disruption-budget';
export { JobPattern } from './workloads/job-pattern';
export { type JobOptions, PodReplacementPolicy, type SuccessRule } from './workloads/job-spec';
export { DaemonSetUpdateStrategy, NodeDaemon, type NodeDaemonProps } from './workloads/node-daemon';
export { ProbedDeployment, type ProbedDeploymentProps } from './workloads/probed-deployment';
export { ReplicatedWorkload, type ReplicatedWorkloadProps } from './workloads/replicated-workload';
export { type RollingUpdateOptions, DeploymentStrategy } from './workloads/deployment-strategy';
export { ScalingPolicy, ScalingPolicySelect, type ScalingRules } from './workloads/scaling-rules';
export { ScheduledJob, type ScheduledJobProps } from './workloads/scheduled-job';
export {
  type AccessRule,
  ServiceAccount,
  type ServiceAccountOptions,
  type ServiceAccountProps,
} from './workloads/service-account';
export { UnprobedDeployment, type UnprobedDeploymentProps } from './workloads/unprobed-deployment';
export { Workload, type WorkloadKind } from './workloads/workload';
export { type WorkloadProps } from './workloads/workload-props';
export { type WorkloadServiceOptions } from './workloads/workload-service';

// config
export { ConfigFiles, type ConfigFilesProps } from './config/config-files';
export { type ConfigObjectProps } from './config/config-object-props';
export { type ConfigSources } from './config/config-sources';
export { DockerRegistrySecret, type DockerRegistrySecretProps } from './config/docker-registry-secret';
export { SecretFiles, type SecretFilesProps } from './config/secret-files';
export { TlsSecret, type TlsSecretProps } from './config/tls-secret';

// network
export { type IBackend, ServiceBackend } from './network/backend';
export {
  type PlusClass,
  type PlusNetworkPolicyPeerConfig,
  type PlusPodSelectorConfig,
  type PlusScalingTarget,
} from './network/cdk8s-plus';
export { type ClientPods, type IClient } from './network/client';
export { ClusterService, type ClusterServiceProps } from './network/cluster-service';
export { ExternalService, type ExternalServiceProps } from './network/external-service';
export { EndpointObjects, ExternalTarget } from './network/external-target';
export { HeadlessService, type HeadlessServiceProps } from './network/headless-service';
export {
  type GatewayReference,
  HttpPathMatchType,
  HttpRoute,
  type HttpRouteBackend,
  type HttpRouteMatch,
  type HttpRouteProps,
  type HttpRouteRule,
} from './network/http-route';
export { type HttpHeaderChanges, type HttpRedirectOptions, HttpRouteFilter } from './network/http-route-filter';
export { Ingress, IngressPathType, type IngressProps, type IngressRule, type IngressTls } from './network/ingress';
export { IpFamily, IpFamilyPolicy } from './network/ip-family';
export { NetworkIsolation, type NetworkIsolationProps } from './network/network-isolation';
export { NetworkPeer } from './network/network-peer';
export { type NetworkRule, type NetworkPolicyOptions, type NetworkPort } from './network/network-policy-spec';
export { NetworkRules } from './network/network-rules';
export { type PortAccess } from './network/port-access';
export {
  type RelabelConfig,
  type ScrapeEndpoint,
  ServiceMonitor,
  type ServiceMonitorProps,
} from './network/service-monitor';
export { type IScrapeTarget, ServiceObject } from './network/service-object';
export { type ServicePortProps } from './network/service-port';
export {
  type PodServiceProps,
  type PortedServiceProps,
  type ServiceAddressOptions,
  type ServiceObjectProps,
} from './network/service-props';
export { type ServiceTrafficOptions, TrafficDistribution, TrafficPolicy } from './network/service-traffic';

// lifecycle
export { Hook, HookEngine, type HookOptions } from './lifecycle/hook';
export { HookDeletePolicy, HookEvent } from './kubernetes/hook-event';
export { MigrationHookJob, type MigrationHookJobProps } from './lifecycle/migration-hook-job';

// stateful
export { CloudNativePgClient } from './stateful/database/cloud-native-pg-client';
export { type DatabaseDump, DatabaseEngine, type DatabaseEngineProps } from './stateful/database/database-engine';
export { DatabaseSingleton, type DatabaseSingletonProps } from './stateful/database/database-singleton';
export { DatabaseStorage } from './stateful/database/database-storage';
export {
  ExistingPassword,
  PostgresBootstrapJob,
  type PostgresBootstrapJobProps,
} from './stateful/database/postgres-bootstrap-job';
export { type BackupOptions } from './stateful/members/backup-options';
export { type MemberSetProps, type ProductionMemberSetProps } from './stateful/members/member-set-props';
export { type ScrapeOptions } from './stateful/members/scrape-options';
export { type MongoBackupOptions } from './stateful/mongo/mongo-backup-options';
export { MongoCredentials, type MongoSecretKeys } from './stateful/mongo/mongo-credentials';
export { type MongoExporterOptions } from './stateful/mongo/mongo-exporter';
export { type MongoSetProps } from './stateful/mongo/mongo-set-props';
export { type MongoScript, ScriptedMongo, type ScriptedMongoProps } from './stateful/mongo/scripted-mongo';
export { StatefulMongo } from './stateful/mongo/stateful-mongo';
export { type StatefulMongoProps } from './stateful/mongo/stateful-mongo-props';
export { NfsVolume, type NfsVolumeProps } from './stateful/nfs-volume';
export { PersistentClaim, type PersistentClaimProps } from './stateful/persistent-claim';
export { RedisCredentials, type RedisSecretKeys } from './stateful/redis/redis-credentials';
export { RedisEngine } from './stateful/redis/redis-engine';
export { type RedisExporterOptions } from './stateful/redis/redis-exporter-options';
export { RedisAnnounce, RedisAppendFsync, type RedisOptions } from './stateful/redis/redis-options';
export { RedisSentinelClient, type RedisSentinelClientProps } from './stateful/redis/redis-sentinel-client';
export { RedisSentinelSet } from './stateful/redis/redis-sentinel-set';
export { type RedisSentinelSetProps } from './stateful/redis/redis-sentinel-set-props';
export { ScriptedRedis, type ScriptedRedisProps } from './stateful/redis/scripted-redis';
export {
  ClaimRetention,
  StatefulSetUpdateStrategy,
  StatefulWorkload,
  type StatefulWorkloadProps,
} from './stateful/stateful-workload';

// references
export { ExternalResources } from './references/external-resources';
export { References } from './references/references';

// rules
export { Rules } from './rules/rules';
