import 'cdk8s-patterns/testing/jest';
import { Capture, equivalent, fromFile, Manifests, Match, normalize, parse } from 'cdk8s-patterns/testing';
import { makeApp, type Shop } from './app';

const app = makeApp();
const shop = app.node.findChild('shop') as Shop;

test('the chart equals the manifests that it replaces', () => {
  expect(shop).toBeEquivalentTo(fromFile('legacy.yaml'));
  expect(app).not.toBeEquivalentTo(fromFile('legacy.yaml'));
  expect(app).toContainEquivalentOf(fromFile('legacy.yaml'));
  expect(equivalent(shop, { file: 'legacy.yaml' }).differences).toEqual([]);
});

test('assertions', () => {
  const manifests = Manifests.fromApp(app);
  const secret = new Capture();
  manifests.resourceCountIs('StatefulSet', 2);
  manifests.hasResource('Deployment', 'shop', {
    spec: { template: { spec: { containers: Match.arrayWith([{ envFrom: [{ secretRef: { name: secret } }] }]) } } },
  });
  expect(secret.asString()).toBe('shop-database');
  manifests.hasNoResource('Ingress');
  expect(() => manifests.hasResource('Deployment', 'shop', { spec: { replicas: 3 } })).toThrow('spec.replicas');
});

test('the steps by themselves', () => {
  const [manifest] = parse(
    'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [{ name: c, image: a }] }',
  );
  expect(normalize(manifest ?? []).manifests).toMatchObject([
    { spec: { containers: [{ imagePullPolicy: 'Always' }] } },
  ]);
});
