import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLES } from './report-samples';

const WIDTHS = [360, 1200];
const folder = mkdtempSync(join(tmpdir(), 'html-report-'));
const screenshots = process.env.SCREENSHOTS;
const outcome = { passed: 0, failed: 0 };

/** What the browser measured of one page. */
interface Measures {
  readonly title: string;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly smallest: number;
  readonly faintest: number;
  readonly requests: number;
}

/** Runs Chromium on a page, with everything that would call home switched off. */
function chromium(...args: string[]): string {
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const profile = `--user-data-dir=${join(folder, 'profile')}`;
  return execFileSync('chromium', [...flags, ...quiet, profile, '--hide-scrollbars', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 120_000,
  });
}

/**
 * Measures a page in a frame of a given width, for the window of a headless browser is never as narrow as a phone. The
 * frame's own policy forbids scripts; those of the page around it may look into it, as both are files of one origin.
 */
function measure(page: string, width: number, dark: boolean): Measures {
  const name = join(folder, `measure-${width}-${dark}.html`);
  writeFileSync(
    name,
    `<!doctype html><iframe id="f" style="border:0;width:${width}px;height:800px" src="${page}"></iframe><script>
    document.getElementById('f').onload = ({ target }) => {
      const page = target.contentDocument, view = target.contentWindow;
      for (const fold of page.querySelectorAll('details')) fold.open = true;
      const luminance = ([r, g, b]) => [r, g, b].map((c) => c / 255)
        .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
      const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
      const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const color = rgb(view.getComputedStyle(at).backgroundColor);
          if (color.length === 3 || color[3] === 1) return color;
        }
        return [255, 255, 255];
      };
      let smallest = Infinity, faintest = Infinity;
      const texts = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const element = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || element.closest('style')) continue;
        const style = view.getComputedStyle(element);
        smallest = Math.min(smallest, parseFloat(style.fontSize));
        const [light, shade] = [luminance(rgb(style.color)), luminance(behind(element))].sort((a, b) => b - a);
        faintest = Math.min(faintest, (light + 0.05) / (shade + 0.05));
      }
      const { scrollWidth, clientWidth } = page.documentElement;
      // What could load something; files that a page loads do not show in performance entries.
      const loaders = '[src],[href],[srcset],[data],[action],[background],script,link,object,embed,iframe,base';
      const styles = [...page.querySelectorAll('style')].map((style) => style.textContent).join('');
      const requests = page.querySelectorAll(loaders).length + (styles.match(/url\\(|@import/g) ?? []).length;
      document.body.textContent = JSON.stringify({ title: page.title, scrollWidth, clientWidth, smallest, faintest, requests });
    };
    </script>`,
  );
  const scheme = `--blink-settings=preferredColorScheme=${dark ? 0 : 1}`;
  const dom = chromium(
    '--allow-file-access-from-files',
    '--virtual-time-budget=5000',
    scheme,
    '--dump-dom',
    `file://${name}`,
  );
  const found = /<body>(\{.*\})<\/body>/s.exec(dom)?.[1];
  if (found === undefined) throw new Error(`the page was not measured: ${dom.slice(0, 500)}`);
  return JSON.parse(found.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&')) as Measures;
}

function check(what: string, holds: boolean, got: unknown): void {
  outcome[holds ? 'passed' : 'failed']++;
  console.log(holds ? `ok: ${what}` : `FAILED: ${what}, got ${JSON.stringify(got)}`);
}

/** A page with every fault: a measure that does not see them proves nothing. */
const FAULTY = `<!doctype html><meta name="viewport" content="width=device-width"><title>x</title>
<script>document.title = 'owned'</script><p style="width:2000px;font-size:8px;color:#ccc;background:#fff">faint</p>
<img src="none.png">`;
writeFileSync(join(folder, 'faulty.html'), FAULTY);
const faulty = measure(join(folder, 'faulty.html'), 360, false);
check('a page that is too wide is seen', faulty.scrollWidth > 360, faulty);
check('a text that is too small is seen', faulty.smallest === 8, faulty);
check('a text that is too faint is seen', faulty.faintest < 4.5, faulty);
check('what makes a request is seen', faulty.requests > 0, faulty);
check('a script that runs is seen', faulty.title === 'owned', faulty);

for (const [sample, html] of Object.entries(SAMPLES)) {
  const page = join(folder, `${sample}.html`);
  writeFileSync(page, html);
  for (const width of WIDTHS) {
    for (const dark of [false, true]) {
      const on = `${sample}, ${width} px, ${dark ? 'dark' : 'light'}`;
      const measures = measure(page, width, dark);
      check(`${on}: is laid out for the width of the screen`, measures.clientWidth === width, measures);
      check(`${on}: nothing is wider than the screen, all folds open`, measures.scrollWidth <= width, measures);
      check(`${on}: no text is smaller than 11 px`, measures.smallest >= 11, measures);
      // WCAG 2 AA asks for 4.5.
      check(`${on}: no text is fainter than 4.5 : 1`, measures.faintest >= 4.5, measures);
      check(`${on}: nothing in it could make a request`, measures.requests === 0, measures);
      check(`${on}: no script of a manifest ran`, measures.title !== 'owned', measures);
      if (screenshots !== undefined) {
        mkdirSync(screenshots, { recursive: true });
        const picture = join(screenshots, `${sample}-${width}-${dark ? 'dark' : 'light'}.png`);
        const scheme = `--blink-settings=preferredColorScheme=${dark ? 0 : 1}`;
        chromium(`--window-size=${width},1600`, scheme, `--screenshot=${picture}`, `file://${page}`);
      }
    }
  }
}

rmSync(folder, { recursive: true, force: true });
console.log(`${outcome.passed} passed, ${outcome.failed} failed`);
process.exitCode = outcome.failed === 0 ? 0 : 1;
