export { Capture } from './assertions/capture';
export { type Captured, type MatchResult, type Mismatch } from './assertions/match-result';
export { Manifests } from './assertions/manifests';
export { Match } from './assertions/match';
export { Matcher, type PathStep } from './assertions/matcher';
export { type Resource } from './assertions/resource';
