package main

import (
	"net"

	utilnet "k8s.io/apimachinery/pkg/util/net"
	api "k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/registry/core/service/ipallocator"
	"k8s.io/kubernetes/pkg/registry/core/service/portallocator"
	"k8s.io/kubernetes/pkg/registry/core/service/storage"
)

// The addresses and ports that a cluster would choose are not known. Allocated ones come from these, counted up from
// the first, and are left out of the stored form. The node ports are the server's default; an address that is asked
// for is taken as one of the cluster's.
var (
	firstAddress = net.IPv4(10, 96, 0, 10).To4()
	nodePorts    = utilnet.PortRange{Base: 30000, Size: 2768}
)

// addresses implements the allocator of cluster IPs for one request.
type addresses struct {
	next      byte
	allocated map[string]bool
}

func (a *addresses) Allocate(net.IP) error { return nil }

func (a *addresses) AllocateNext() (net.IP, error) {
	ip := net.IPv4(firstAddress[0], firstAddress[1], firstAddress[2], firstAddress[3]+a.next).To4()
	a.next++
	a.allocated[ip.String()] = true
	return ip, nil
}

func (a *addresses) Release(net.IP) error { return nil }

func (a *addresses) ForEach(func(net.IP)) {}

func (a *addresses) CIDR() net.IPNet { return net.IPNet{IP: firstAddress, Mask: net.CIDRMask(12, 32)} }

func (a *addresses) IPFamily() api.IPFamily { return api.IPv4Protocol }

func (a *addresses) Has(net.IP) bool { return true }

func (a *addresses) Destroy() {}

func (a *addresses) EnableMetrics() {}

func (a *addresses) DryRun() ipallocator.Interface { return a }

// ports implements the allocator of node ports for one request.
type ports struct {
	taken     map[int]bool
	allocated map[int]bool
}

func (p *ports) Allocate(port int) error {
	if !nodePorts.Contains(port) {
		return &portallocator.ErrNotInRange{ValidPorts: nodePorts.String()}
	}
	p.taken[port] = true
	return nil
}

func (p *ports) AllocateNext() (int, error) {
	port := nodePorts.Base
	for p.taken[port] {
		port++
	}
	p.taken[port], p.allocated[port] = true, true
	return port, nil
}

func (p *ports) Release(int) error { return nil }

func (p *ports) ForEach(func(int)) {}

func (p *ports) Has(port int) bool { return p.taken[port] }

func (p *ports) Destroy() {}

func (p *ports) EnableMetrics() {}

// cluster is what one request allocates of a cluster.
type cluster struct {
	addresses addresses
	ports     ports
}

func newCluster() *cluster {
	return &cluster{
		addresses: addresses{allocated: map[string]bool{}},
		ports:     ports{taken: map[int]bool{}, allocated: map[int]bool{}},
	}
}

func (c *cluster) create(service *api.Service) error {
	return storage.BeginCreate(service, &c.addresses, &c.ports)
}

func (c *cluster) update(service, old *api.Service) error {
	return storage.BeginUpdate(service, old, &c.addresses, &c.ports)
}

// hide removes what was allocated, since a real cluster would choose otherwise.
func (c *cluster) hide(service *api.Service) {
	storage.OnRead(service)
	if c.addresses.allocated[service.Spec.ClusterIP] {
		service.Spec.ClusterIP, service.Spec.ClusterIPs = "", nil
	}
	for i := range service.Spec.Ports {
		if c.ports.allocated[int(service.Spec.Ports[i].NodePort)] {
			service.Spec.Ports[i].NodePort = 0
		}
	}
	if c.ports.allocated[int(service.Spec.HealthCheckNodePort)] {
		service.Spec.HealthCheckNodePort = 0
	}
}
