package main

import (
	"strings"

	admissionv1 "k8s.io/api/admission/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// admit asks the admission plugins that decide by what was given: Pod Security, then ValidatingAdmissionPolicy. They run
// on an object that is valid. The old object is nil for a create.
func (c *call) admit(object, old runtime.Object) error {
	if err := c.admitPodSecurity(object, old); err != nil {
		return err
	}
	return c.admitPolicies(object, old)
}

func (c *call) operation(old runtime.Object) admissionv1.Operation {
	if old == nil {
		return admissionv1.Create
	}
	return admissionv1.Update
}

// resource is the resource of the kind, such as deployments.
func (c *call) resource() schema.GroupVersionResource {
	if custom := c.server.given.kinds[c.kind.GroupKind()]; custom != nil {
		return c.kind.GroupVersion().WithResource(custom.resource)
	}
	plural, _ := meta.UnsafeGuessKindToResource(c.kind)
	return plural
}

// namespaceOf is the namespace of a request; that of a Namespace is its own.
func (c *call) namespaceOf(object runtime.Object) string {
	accessor, err := meta.Accessor(object)
	if err != nil {
		return ""
	}
	if c.kind.Group == "" && c.kind.Kind == "Namespace" {
		return accessor.GetName()
	}
	return accessor.GetNamespace()
}

// forbidden is the error of an admission plugin.
func (c *call) forbidden(name string, message string) *errors.StatusError {
	resource := c.resource().GroupResource()
	return errors.NewForbidden(resource, name, messageError(strings.TrimSpace(message)))
}

type messageError string

func (m messageError) Error() string { return string(m) }
