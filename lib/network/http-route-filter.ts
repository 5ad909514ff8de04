import type * as gateway from '../kubernetes/custom/gateway';
import { checkOptions } from '../props/check-props';

/** Where a request is redirected to; what is left out stays as it is. */
export interface HttpRedirectOptions {
  /**
   * `http` or `https`.
   *
   * @default - as in the request
   */
  readonly scheme?: string;

  /**
   * Host name.
   *
   * @default - as in the request
   */
  readonly hostname?: string;

  /**
   * Port.
   *
   * @default - the scheme's
   */
  readonly port?: number;

  /**
   * Status of the answer, 301 or 302.
   *
   * @default - 302, chosen by the API server
   */
  readonly statusCode?: number;
}

/** Headers to set, to add to and to remove. */
export interface HttpHeaderChanges {
  /**
   * Headers that get exactly this value.
   *
   * @default - none
   */
  readonly set?: { readonly [name: string]: string };

  /**
   * Headers that get this value too.
   *
   * @default - none
   */
  readonly add?: { readonly [name: string]: string };

  /**
   * Names of headers that are removed.
   *
   * @default - none
   */
  readonly remove?: string[];
}

/** What a route does with requests before they go to a backend, or in place of that. */
export class HttpRouteFilter {
  /** Answers with a redirect. The rule has no backends. */
  public static requestRedirect(options: HttpRedirectOptions): HttpRouteFilter {
    checkOptions('HttpRouteFilter.requestRedirect', 'HttpRedirectOptions', options);
    const { scheme, hostname, port, statusCode } = options;
    return new HttpRouteFilter({
      type: 'RequestRedirect',
      requestRedirect: { scheme, hostname, port, statusCode },
    });
  }

  /** Replaces the prefix that the rule's only match has matched. */
  public static replacePrefix(path: string): HttpRouteFilter {
    return rewrite({ type: 'ReplacePrefixMatch', replacePrefixMatch: path });
  }

  /** Replaces the path. */
  public static replacePath(path: string): HttpRouteFilter {
    return rewrite({ type: 'ReplaceFullPath', replaceFullPath: path });
  }

  /** Changes headers of requests. */
  public static requestHeaders(changes: HttpHeaderChanges): HttpRouteFilter {
    return new HttpRouteFilter({ type: 'RequestHeaderModifier', requestHeaderModifier: headerFilter(changes) });
  }

  /** Changes headers of responses. */
  public static responseHeaders(changes: HttpHeaderChanges): HttpRouteFilter {
    return new HttpRouteFilter({ type: 'ResponseHeaderModifier', responseHeaderModifier: headerFilter(changes) });
  }

  /** @internal */
  public static _of(filter: gateway.HTTPRouteFilter): HttpRouteFilter {
    return new HttpRouteFilter(filter);
  }

  private constructor(
    /** @internal */
    public readonly _filter: gateway.HTTPRouteFilter,
  ) {}
}

function rewrite(path: gateway.HTTPPathModifier): HttpRouteFilter {
  return HttpRouteFilter._of({ type: 'URLRewrite', urlRewrite: { path } });
}

function headerFilter({ set, add, remove }: HttpHeaderChanges): gateway.HTTPHeaderFilter {
  return { set: nameValues(set), add: nameValues(add), remove: remove && [...remove] };
}

/** A map of strings as the list of names and values that the Gateway API has. */
export function nameValues(map?: { readonly [name: string]: string }): gateway.HTTPValueMatch[] | undefined {
  return map && Object.entries(map).map(([name, value]) => ({ name, value }));
}
