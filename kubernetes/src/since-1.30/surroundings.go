package main

import (
	"context"
	"fmt"

	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	clients "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/resolver"
)

// noResources resolves nothing: it is asked for an authorization only, and there is no authorizer.
var noResources = resolver.ResourceResolverFunc(func(kind schema.GroupVersionKind) (schema.GroupVersionResource, error) {
	return schema.GroupVersionResource{}, fmt.Errorf("%s is not known here", kind)
})

// plainNamespaces are namespaces without labels, so that administrative access to devices is refused.
type plainNamespaces struct{ clients.NamespaceInterface }

func (plainNamespaces) Get(_ context.Context, name string, _ meta.GetOptions) (*core.Namespace, error) {
	return &core.Namespace{ObjectMeta: meta.ObjectMeta{Name: name}}, nil
}
