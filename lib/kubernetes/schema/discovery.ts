/** Fields of the discovery types, in the notation that `notation.ts` explains. */
export const DISCOVERY = `
Endpoint: addresses [string]/, conditions EndpointConditions, hostname *string, targetRef *core.ObjectReference,
  deprecatedTopology {string}, nodeName *string, zone *string, hints *EndpointHints
EndpointConditions: ready *bool, serving *bool, terminating *bool
EndpointHints: forZones [ForZone], forNodes [ForNode]
EndpointPort: name *string, protocol *string, port *int, appProtocol *string
EndpointSlice: metadata meta.ObjectMeta, addressType string, endpoints [Endpoint], ports [EndpointPort]
ForNode: name string
ForZone: name string
`;
