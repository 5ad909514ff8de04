import { type EquivalenceOptions, type EquivalenceVerdict } from '../equivalence/equivalent';
import { type ManifestSource } from '../equivalence/source';

/** One side of a comparison as the report shows it. */
export interface ReportSide {
  /** What the reader knows the side by: a file, a folder, a chart's name. */
  readonly label: string;

  /** What was compared. */
  readonly source: ManifestSource;
}

/** What an HTML report is made of. */
export interface HtmlReportInput {
  readonly verdict: EquivalenceVerdict;
  readonly actual: ReportSide;
  readonly expected: ReportSide;

  /**
   * The options that the verdict was found with.
   *
   * @default - none
   */
  readonly options?: EquivalenceOptions;

  /**
   * Whether to show the values of Secrets rather than digests of them.
   *
   * @default false
   */
  readonly showSecrets?: boolean;
}
