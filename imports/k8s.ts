/**
 * The typed API objects of Kubernetes 1.27, as cdk8s-plus-27 ships them.
 *
 * `cdk8s import` writes a third party's CRDs beside this file; the API of Kubernetes itself needs no import.
 */
export { k8s } from 'cdk8s-plus-27';
