package main

import (
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingadmissionpolicy"
	"k8s.io/kubernetes/pkg/registry/admissionregistration/validatingadmissionpolicybinding"
	"k8s.io/kubernetes/pkg/registry/resource/deviceclass"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaim"
	"k8s.io/kubernetes/pkg/registry/resource/resourceclaimtemplate"
	"k8s.io/kubernetes/pkg/registry/resource/resourceslice"
)

func init() {
	const admission, resource = "admissionregistration.k8s.io", "resource.k8s.io"
	// Without an authorizer the right to read the parameters is not asked for, as for a cluster administrator.
	strategies[schema.GroupKind{Group: admission, Kind: "ValidatingAdmissionPolicy"}] = validatingadmissionpolicy.NewStrategy(nil, noResources)
	strategies[schema.GroupKind{Group: admission, Kind: "ValidatingAdmissionPolicyBinding"}] = validatingadmissionpolicybinding.NewStrategy(nil, nil, noResources)
	strategies[schema.GroupKind{Group: resource, Kind: "DeviceClass"}] = deviceclass.Strategy
	strategies[schema.GroupKind{Group: resource, Kind: "ResourceClaim"}] = resourceclaim.NewStrategy(plainNamespaces{})
	strategies[schema.GroupKind{Group: resource, Kind: "ResourceClaimTemplate"}] = resourceclaimtemplate.NewStrategy(plainNamespaces{})
	strategies[schema.GroupKind{Group: resource, Kind: "ResourceSlice"}] = resourceslice.Strategy
}
