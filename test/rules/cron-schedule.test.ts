import fc from 'fast-check';
import { cronSchedule, timeZone } from '../../lib/rules/cron-schedule';

test.each([
  '* * * * *',
  '*/5 0-6,22 1,15 JAN-jun mon-fri',
  '0 0 ? * 0',
  '5/10 * * * *',
  ' 0  0 1 1 * ',
  '@daily',
  '@every 1h30m',
  '0 0 * * 6',
])('accepts %s', (schedule) => {
  expect(cronSchedule(schedule)).toBeUndefined();
});

test.each([
  '',
  '* * * *',
  '* * * * * *',
  '60 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  '* * * 13 *',
  '* * * * 7',
  '5-1 * * * *',
  '*/0 * * * *',
  'mon * * * *',
  '-1 * * * *',
  '@weekdays',
  '@every soon',
  'TZ=UTC * * * * *',
  5,
])('refuses %s', (schedule) => {
  expect(cronSchedule(schedule)).toMatch(/^must be a cron schedule of five fields \(.*\), got /);
});

test('accepts every value within the bounds of its field', () => {
  fc.assert(
    fc.property(
      fc.nat(59),
      fc.nat(23),
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(6),
      (...fields) => {
        expect(cronSchedule(fields.join(' '))).toBeUndefined();
      },
    ),
  );
});

test.each(['UTC', 'Etc/UTC', 'Europe/Berlin', 'Asia/Shanghai'])('%s is a time zone', (zone) => {
  expect(timeZone(zone)).toBeUndefined();
});

test.each(['', 'Local', 'local', 'europe/berlin', '+01:00', 'Mars/Olympus', 1])('%s is no time zone', (zone) => {
  expect(timeZone(zone)).toMatch(/^must be a time zone/);
});
