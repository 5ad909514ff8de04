// The testing kit, cdk8s-patterns/testing: usable on any manifests, with any test runner.

// Equivalence: the verdict
export { equivalent, type EquivalenceOptions, type EquivalenceVerdict, type Outcome } from './equivalence/equivalent';
export { type Deviation, type UsedDeviation } from './equivalence/deviations';
export { type Difference } from './equivalence/difference';
export { fromFile, type ManifestFile, type ManifestSource } from './equivalence/source';
export { type TextDocument } from './equivalence/text-document';
export { renderReport, type ReportOptions } from './equivalence/report';
export { type HtmlReportInput, type ReportSide } from './html-report/html-report-input';
export { renderHtmlReport } from './html-report/render-html-report';
export {
  type EquivalenceMatchers,
  equivalenceMatchers,
  type MatcherContext,
  type MatcherResult,
} from './matchers/equivalence-matchers';

// Equivalence: its single steps, in their order
export { parse, type ParseOptions, parseValues } from './equivalence/parse';
export { readManifests } from './equivalence/source';
export { upgrade, type UpgradeDefaults } from './equivalence/upgrade';
export { prune, type PruneOptions } from './equivalence/prune';
export { applyDefaults } from './equivalence/apply-defaults';
export { canonical } from './equivalence/canonical';
export { normalize, normalizeManifest, type NormalizeOptions } from './equivalence/normalize';
export { pair, type Pair, type Pairing, type PairOptions } from './equivalence/pair';
export { compare, type CompareOptions } from './equivalence/compare';
export { compareStoredOrder, type StorageEffect, type StoredOtherwise } from './equivalence/stored-order';
export { applyDeviations } from './equivalence/deviations';

// Equivalence: what the steps speak of
export { FieldPath } from './equivalence/field-path';
export { type Fields, type Json, type Manifest, type ManifestMetadata, objectName } from './equivalence/manifest';
export { ManifestError, type Position } from './equivalence/manifest-error';
export { type Normalisation, type Recorder, recordInto, type Step } from './equivalence/normalisation';

// Assertions
export { Capture } from './assertions/capture';
export { Manifests } from './assertions/manifests';
export { Match } from './assertions/match';
export { type Captured, type MatchResult, type Mismatch } from './assertions/match-result';
export { Matcher } from './assertions/matcher';

// The API server's verdict
export { check, type CheckOptions, type CheckResult } from '../verdict/check';
export { type KubernetesProblem } from '../verdict/kubernetes-problem';
export { KUBERNETES_VERSIONS, type KubernetesVersion } from '../verdict/kubernetes-version';
export { renderProblems } from '../verdict/render-problems';
export { type VerdictAnswer, type VerdictProblem } from '../verdict/verdict-protocol';
export { VerdictPackageError } from '../verdict/verdict-package';

// What a change does
export { consequences, type UpgradeOptions } from '../upgrade/consequences';
export { type Consequence, type Effect, isAtLeast, SEVERITIES, type Severity } from '../upgrade/consequence';
export { renderConsequences, renderConsequencesMarkdown, type RenderOptions } from '../upgrade/render-consequences';
