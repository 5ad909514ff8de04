import { splitText } from '../../lib/tokens/split-text';
import { number, text } from './support/declare';

test('a piece of a sentinel before a sentinel does not hide it', () => {
  const token = text('one');

  expect(splitText(`zqv${token.text}`)).toEqual(['zqv', { token, asText: false }]);
  expect(splitText(`zqvzqv${token.text}vqz`)).toEqual(['zqvzqv', { token, asText: false }, 'vqz']);
});

test('numbers and texts that only resemble a sentinel are literal text', () => {
  const sentinel = String(number(5432));
  const other = `8${sentinel.slice(1).replace(/\d$/, (digit) => String((Number(digit) + 5) % 10))}`;

  expect(splitText(`a${other}`)).toEqual([`a${other}`]);
  expect(splitText(`8${sentinel}`)).toHaveLength(2);
  expect(splitText('zqv zqv0000000xxvqz ZQV 8')).toEqual(['zqv zqv0000000xxvqz ZQV 8']);
  expect(splitText('')).toEqual([]);
});
