// The synthesis of thousands of charts, cdk8s-patterns/fleet.

export { FleetApp, type FleetAppProps } from './fleet-app';
