import { ApiObject, type App } from 'cdk8s';
import { Construct } from 'constructs';
import { validateResource } from '../../lib/rules/validate-resource';

/** A raw Service with one port. */
export function service(scope: Construct, id: string, port: number): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { ports: [{ port }] },
  });
}

/** A construct that watches over its Service. */
export class Watched extends Construct {
  readonly resource: ApiObject;
  constructor(scope: Construct, id: string, port: number) {
    super(scope, id);
    this.resource = service(this, 'Resource', port);
    validateResource(this, this.resource);
  }
}

/** What synthesis says, if it fails. */
export function message(app: App): string {
  try {
    app.synthYaml();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}
