import { type ObjectMeta } from '../api/meta';

// The part of gateway.networking.k8s.io/v1 that the library writes.

export interface HTTPRoute {
  readonly apiVersion: 'gateway.networking.k8s.io/v1';
  readonly kind: 'HTTPRoute';
  readonly metadata?: ObjectMeta;
  readonly spec: HTTPRouteSpec;
}

export interface HTTPRouteSpec {
  readonly parentRefs?: ParentReference[];
  readonly hostnames?: string[];
  readonly rules?: HTTPRouteRule[];
}

export interface ParentReference {
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: number;
}

export interface HTTPRouteRule {
  readonly matches?: HTTPRouteMatch[];
  readonly filters?: HTTPRouteFilter[];
  readonly backendRefs?: HTTPBackendRef[];
  readonly timeouts?: HTTPRouteTimeouts;
}

export interface HTTPRouteMatch {
  readonly path?: HTTPPathMatch;
  readonly method?: string;
  readonly headers?: HTTPValueMatch[];
  readonly queryParams?: HTTPValueMatch[];
}

export interface HTTPPathMatch {
  readonly type?: string;
  readonly value?: string;
}

export interface HTTPValueMatch {
  readonly name: string;
  readonly value: string;
}

export interface HTTPRouteFilter {
  readonly type: string;
  readonly requestRedirect?: HTTPRequestRedirectFilter;
  readonly urlRewrite?: HTTPURLRewriteFilter;
  readonly requestHeaderModifier?: HTTPHeaderFilter;
  readonly responseHeaderModifier?: HTTPHeaderFilter;
}

export interface HTTPRequestRedirectFilter {
  readonly scheme?: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly path?: HTTPPathModifier;
  readonly statusCode?: number;
}

export interface HTTPURLRewriteFilter {
  readonly hostname?: string;
  readonly path?: HTTPPathModifier;
}

export interface HTTPPathModifier {
  readonly type: string;
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
}

export interface HTTPHeaderFilter {
  readonly set?: HTTPValueMatch[];
  readonly add?: HTTPValueMatch[];
  readonly remove?: string[];
}

export interface HTTPBackendRef {
  readonly name: string;
  readonly port?: number;
  readonly weight?: number;
}

export interface HTTPRouteTimeouts {
  readonly request?: string;
  readonly backendRequest?: string;
}
