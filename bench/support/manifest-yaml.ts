/** One of four kinds of manifest, every member and every list without order in reverse where asked. */
export function manifestYaml(index: number, reversed: boolean): string {
  const order = <Item>(...items: Item[]): Item[] => (reversed ? items.reverse() : items);
  const name = `object-${index}`;
  const header = (apiVersion: string, kind: string): string[] => [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    `metadata:\n  name: ${name}\n  labels:\n${order(`    app: ${name}`, '    tier: web').join('\n')}`,
  ];
  switch (index % 4) {
    case 0:
      return `${order(...header('v1', 'ConfigMap'), `data:\n${order('  mode: "0555"', '  url: http://example.com', '  text: |\n    one\n    two').join('\n')}`).join('\n')}\n`;
    case 1:
      return `${order(...header('v1', 'Service'), `spec:\n  selector: {app: ${name}}\n  ports:\n${order('  - {name: http, port: 80}', '  - {name: https, port: 443, targetPort: https}').join('\n')}`).join('\n')}\n`;
    default:
      return `${order(...header('apps/v1', 'Deployment'), deploymentSpec(name, order)).join('\n')}\n`;
  }
}

function deploymentSpec(name: string, order: <Item>(...items: Item[]) => Item[]): string {
  const container = (id: string): string => `      - name: ${id}
        image: registry.example.com/${name}/${id}:1.0
        resources:
          limits: {cpu: 0.5, memory: 1024Mi}
          requests: {cpu: 100m, memory: 256Mi}
        ports:
${order('        - {name: http, containerPort: 8080}', '        - {name: metrics, containerPort: 9090}').join('\n')}
        env:
${order('        - {name: A, value: "1"}', '        - {name: B, value: "2"}', '        - {name: C, valueFrom: {configMapKeyRef: {name: c, key: c}}}').join('\n')}
        volumeMounts:
${order('        - {name: conf, mountPath: /etc/conf}', '        - {name: tmp, mountPath: /tmp}').join('\n')}
        readinessProbe: {httpGet: {path: /, port: http}}`;
  return `spec:
  replicas: 3
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
${container('main')}
${container('sidecar')}
      volumes:
${order('      - {name: conf, configMap: {name: conf}}', '      - {name: tmp, emptyDir: {}}').join('\n')}`;
}
