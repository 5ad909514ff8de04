package main

import (
	"k8s.io/apiextensions-apiserver/pkg/crdserverscheme"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
)

func (p customParts) strategy() strategy {
	// Nothing is asked of the status here, so that its schema is not needed.
	return customresource.NewStrategy(crdserverscheme.NewUnstructuredObjectTyper(), p.namespaced, p.kind, p.validator, nil, p.structural, p.status, p.scale)
}
