package main

import (
	"encoding/json"

	core "k8s.io/api/core/v1"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
)

// given is what was said to be in the cluster.
type given struct {
	kinds      map[schema.GroupKind]*customKind
	namespaces map[string]*core.Namespace
	policies   policies
	objects    []*unstructured.Unstructured
}

func newGiven() *given {
	return &given{kinds: map[schema.GroupKind]*customKind{}, namespaces: map[string]*core.Namespace{}}
}

// give replaces what is in the cluster. An object that the server would refuse is not there.
func (s *server) give(objects []json.RawMessage) {
	s.given = newGiven()
	accepted := newGiven()
	for _, each := range objects {
		content := &unstructured.Unstructured{}
		if json.Unmarshal(each, &content.Object) != nil {
			continue
		}
		accepted.objects = append(accepted.objects, content)
		object, kind := s.acceptedObject(each)
		switch {
		case object == nil:
		case kind.Kind == "CustomResourceDefinition":
			crd := &apiextensionsv1.CustomResourceDefinition{}
			if legacyscheme.Scheme.Convert(object, crd, nil) != nil {
				continue
			}
			if custom, err := newCustomKind(crd); err == nil {
				accepted.kinds[schema.GroupKind{Group: crd.Spec.Group, Kind: crd.Spec.Names.Kind}] = custom
			}
		case kind.Kind == "Namespace":
			namespace := &core.Namespace{}
			if legacyscheme.Scheme.Convert(object, namespace, nil) == nil {
				accepted.namespaces[namespace.Name] = namespace
			}
		default:
			accepted.policies.add(object)
		}
	}
	s.given = accepted
}

// acceptedObject is the internal form of a built-in object that the server would create, or nil.
func (s *server) acceptedObject(data []byte) (runtime.Object, schema.GroupVersionKind) {
	asked := request{Object: data}
	call, refusal := s.callFor(asked)
	if refusal != nil || !isBuiltInGroup(call.kind.Group) {
		return nil, schema.GroupVersionKind{}
	}
	object, problems := call.codec.decode(data)
	if len(problems) > 0 || call.begin(object) != nil {
		return nil, schema.GroupVersionKind{}
	}
	return object, call.kind
}

// namespace is one that was given, or one without labels but its name.
func (g *given) namespace(name string) *core.Namespace {
	if found := g.namespaces[name]; found != nil {
		return found
	}
	namespace := &core.Namespace{}
	namespace.Name = name
	namespace.Labels = map[string]string{core.LabelMetadataName: name}
	return namespace
}
