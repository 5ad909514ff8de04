package main

import (
	"context"

	apps "k8s.io/api/apps/v1"
	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/pod-security-admission/admission"
	admissionapi "k8s.io/pod-security-admission/admission/api"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/metrics"
)

// The kinds that Pod Security looks at, in the form that it takes.
var podSecurityKinds = map[schema.GroupKind]func() runtime.Object{
	{Group: "", Kind: "Namespace"}:             func() runtime.Object { return &core.Namespace{} },
	{Group: "", Kind: "Pod"}:                   func() runtime.Object { return &core.Pod{} },
	{Group: "", Kind: "PodTemplate"}:           func() runtime.Object { return &core.PodTemplate{} },
	{Group: "", Kind: "ReplicationController"}: func() runtime.Object { return &core.ReplicationController{} },
	{Group: "apps", Kind: "DaemonSet"}:         func() runtime.Object { return &apps.DaemonSet{} },
	{Group: "apps", Kind: "Deployment"}:        func() runtime.Object { return &apps.Deployment{} },
	{Group: "apps", Kind: "ReplicaSet"}:        func() runtime.Object { return &apps.ReplicaSet{} },
	{Group: "apps", Kind: "StatefulSet"}:       func() runtime.Object { return &apps.StatefulSet{} },
	{Group: "batch", Kind: "CronJob"}:          func() runtime.Object { return &batch.CronJob{} },
	{Group: "batch", Kind: "Job"}:              func() runtime.Object { return &batch.Job{} },
}

// newPodSecurity is the plugin with the server's default configuration: without labels, a namespace is privileged.
func newPodSecurity(namespaces admission.NamespaceGetter) *admission.Admission {
	evaluator, err := newPodSecurityEvaluator()
	if err != nil {
		panic(err)
	}
	made := &admission.Admission{
		Configuration: &admissionapi.PodSecurityConfiguration{Defaults: admissionapi.PodSecurityDefaults{
			Enforce: "privileged", EnforceVersion: "latest",
			Audit: "privileged", AuditVersion: "latest",
			Warn: "privileged", WarnVersion: "latest",
		}},
		Evaluator:        evaluator,
		Metrics:          metrics.NewPrometheusRecorder(api.GetAPIVersion()),
		PodSpecExtractor: admission.DefaultPodSpecExtractor{},
		NamespaceGetter:  namespaces,
		PodLister:        noPods{},
	}
	if err := made.CompleteConfiguration(); err != nil {
		panic(err)
	}
	return made
}

// noPods: the pods of a cluster are not known.
type noPods struct{}

func (noPods) ListPods(context.Context, string) ([]*core.Pod, error) { return nil, nil }

// GetNamespace implements admission.NamespaceGetter.
func (s *server) GetNamespace(_ context.Context, name string) (*core.Namespace, error) {
	return s.given.namespace(name), nil
}

func (c *call) admitPodSecurity(object, old runtime.Object) error {
	form := podSecurityKinds[c.kind.GroupKind()]
	if form == nil {
		return nil
	}
	accessor, err := meta.Accessor(object)
	if err != nil {
		return err
	}
	asked := &api.AttributesRecord{
		Name: accessor.GetName(), Namespace: c.namespaceOf(object), Kind: c.kind, Resource: c.resource(),
		Operation: c.operation(old), Object: form(), Username: userName,
	}
	if err := legacyscheme.Scheme.Convert(object, asked.Object, nil); err != nil {
		return err
	}
	if old != nil {
		asked.OldObject = form()
		if err := legacyscheme.Scheme.Convert(old, asked.OldObject, nil); err != nil {
			return err
		}
	}
	response := c.server.podSecurity.Validate(c.context, asked)
	for _, text := range response.Warnings {
		c.AddWarning("", text)
	}
	if response.Allowed {
		return nil
	}
	refusal := c.forbidden(accessor.GetName(), "Not allowed by PodSecurity")
	if result := response.Result; result != nil {
		refusal = &errors.StatusError{ErrStatus: *result}
	}
	return refusal
}
