import { type CheckResult } from '../../verdict/check';
import { renderProblems } from '../../verdict/render-problems';
import { type renderProblemsHtml } from '../../verdict/render-problems-html';
import { toJson } from '../to-json';
import { CHECK_RULES, refusalsOf } from './describe-refusal';
import { githubAnnotations } from './github';
import { junitReport } from './junit';
import { sarifLog } from './sarif';

/** The values of `check --output`. */
export const CHECK_FORMATS = ['text', 'json', 'html', 'junit', 'sarif', 'github'] as const;

/** Prints a result in a format. What only one format needs is loaded for it alone. */
export function renderCheck(format: (typeof CHECK_FORMATS)[number], result: CheckResult, color: boolean): string {
  switch (format) {
    case 'text':
      return `${renderProblems(result, { color })}\n`;
    case 'json':
      return `${toJson(result)}\n`;
    case 'html': {
      const html = require('../../verdict/render-problems-html') as { renderProblemsHtml: typeof renderProblemsHtml };
      return html.renderProblemsHtml(result);
    }
    case 'junit':
      return junitReport('check', result.objects, refusalsOf(result.problems));
    case 'sarif':
      return sarifLog(refusalsOf(result.problems), CHECK_RULES);
    case 'github':
      return githubAnnotations(refusalsOf(result.problems));
  }
}
