/** Fields of the autoscaling types, in the notation that `notation.ts` explains. */
export const AUTOSCALING = `
ContainerResourceMetricSource: name string, target MetricTarget, container string
CrossVersionObjectReference: kind string, name string, apiVersion string
ExternalMetricSource: metric MetricIdentifier, target MetricTarget
HPAScalingPolicy: type string, value int, periodSeconds int
HPAScalingRules: stabilizationWindowSeconds *int, selectPolicy *string, policies [HPAScalingPolicy],
  tolerance *quantity
HorizontalPodAutoscaler: metadata meta.ObjectMeta, spec HorizontalPodAutoscalerSpec, status any
HorizontalPodAutoscalerBehavior: scaleUp *HPAScalingRules, scaleDown *HPAScalingRules
HorizontalPodAutoscalerSpec: scaleTargetRef CrossVersionObjectReference, minReplicas *int, maxReplicas int,
  metrics [MetricSpec], behavior *HorizontalPodAutoscalerBehavior
MetricIdentifier: name string, selector *meta.LabelSelector
MetricSpec: type string, object *ObjectMetricSource, pods *PodsMetricSource, resource *ResourceMetricSource,
  containerResource *ContainerResourceMetricSource, external *ExternalMetricSource
MetricTarget: type string, value *quantity, averageValue *quantity, averageUtilization *int
ObjectMetricSource: describedObject CrossVersionObjectReference, target MetricTarget, metric MetricIdentifier
PodsMetricSource: metric MetricIdentifier, target MetricTarget
ResourceMetricSource: name string, target MetricTarget
`;

/** Fields of autoscaling/v1, whose other types are those of autoscaling/v2. */
export const AUTOSCALING_V1 = `
HorizontalPodAutoscaler: metadata meta.ObjectMeta, spec HorizontalPodAutoscalerSpec, status any
HorizontalPodAutoscalerSpec: scaleTargetRef autoscaling.CrossVersionObjectReference, minReplicas *int,
  maxReplicas int, targetCPUUtilizationPercentage *int
`;
