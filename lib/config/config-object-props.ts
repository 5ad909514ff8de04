/** Props of every ConfigMap and Secret. */
export interface ConfigObjectProps {
  /**
   * Name of the object.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;

  /**
   * Namespace of the object.
   *
   * @default - the chart's
   */
  readonly namespace?: string;

  /**
   * Labels of the object.
   *
   * @default - the chart's
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Annotations of the object, for example those of a hook.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };

  /**
   * Make the object immutable. New content then needs a new name: see `contentName`.
   *
   * @default - not written: false
   */
  readonly immutable?: boolean;

  /**
   * Append a hash of the content to the name, as `kubectl create --append-hash` does, so that a changed content is a
   * new object. Needs a `name`, and content that does not depend on values which a chart leaves open.
   *
   * @default false
   */
  readonly contentName?: boolean;
}
