package storage

import (
	api "k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/registry/core/service/ipallocator"
	"k8s.io/kubernetes/pkg/registry/core/service/portallocator"
)

// BeginCreate does what the server does to a Service before its validation.
func BeginCreate(service *api.Service, addresses ipallocator.Interface, ports portallocator.Interface) error {
	normalizeClusterIPs(After{service}, Before{nil})
	allocators := allocatorsOf(addresses, ports)
	_, err := allocators.allocateCreate(service, false)
	return err
}

// BeginUpdate does what the server does to a changed Service before its validation.
func BeginUpdate(service, old *api.Service, addresses ipallocator.Interface, ports portallocator.Interface) error {
	patchAllocatedValues(After{service}, Before{old})
	normalizeClusterIPs(After{service}, Before{old})
	allocators := allocatorsOf(addresses, ports)
	_, err := allocators.allocateUpdate(After{service}, Before{old}, false)
	return err
}

// OnRead does what the server does to a Service before it is shown.
func OnRead(service *api.Service) { defaultOnReadInternalTrafficPolicy(service) }

func allocatorsOf(addresses ipallocator.Interface, ports portallocator.Interface) Allocators {
	return makeAlloc(api.IPv4Protocol, map[api.IPFamily]ipallocator.Interface{api.IPv4Protocol: addresses}, ports)
}
