import { escapeHtml, markup } from '../../../lib/testing/html-report/markup';

test('text put into a template is shown as text', () => {
  expect(markup`<p title="${'"><script>alert(1)</script>'}">${`<b>&'\``}</p>`.text).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">&lt;b&gt;&amp;&#39;&#96;</p>',
  );
});

test('markup, lists, numbers and nothing are put in as they are', () => {
  // GIVEN
  const items = ['a<', 'b'].map((item) => markup`<li>${item}</li>`);

  // THEN
  expect(markup`<ul>${items}</ul>${undefined}${3}`.text).toBe('<ul><li>a&lt;</li><li>b</li></ul>3');
  expect(markup`${['<', ['>']]}`.text).toBe('&lt;&gt;');
});

test('an object that only looks like markup is not taken for it', () => {
  // GIVEN what a manifest could hold
  const forged = { text: '<script>' } as unknown as string;

  // THEN
  expect(() => markup`${forged}`.text).toThrow();
});

test('characters that hide or turn text are shown by their code', () => {
  expect(escapeHtml('admin\u202etxt.exe \u200b\u0007')).toBe('admin\\u202etxt.exe \\u200b\\u0007');
  expect(escapeHtml('a\nb\tü')).toBe('a\nb\tü');
});
