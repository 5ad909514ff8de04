package ipallocator

import (
	"net"

	api "k8s.io/kubernetes/pkg/apis/core"
)

// MetaAllocator takes the place of the allocator that stores IPAddress objects. None is ever made.
type MetaAllocator struct{ Interface }

// AllocateService allocates an address.
func (m *MetaAllocator) AllocateService(_ *api.Service, ip net.IP) error { return m.Allocate(ip) }

// AllocateNextService allocates any address.
func (m *MetaAllocator) AllocateNextService(_ *api.Service) (net.IP, error) { return m.AllocateNext() }
