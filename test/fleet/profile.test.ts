import { Profile } from '../../lib/fleet/profile';

function spend(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until;);
}

/** Milliseconds that a report gives on the line that ends in `what`. */
function booked(report: string, what: string): number {
  return Number(new RegExp(`^ *([\\d.]+) ms .*${what}$`, 'm').exec(report)?.[1]);
}

describe('Profile', () => {
  test('books the time of a phase without that of the phases inside it', () => {
    // GIVEN
    const profile = new Profile();

    // WHEN
    const result = profile.during('render', () => {
      spend(5);
      profile.during('yaml', () => spend(40));
      spend(5);
      return 'result';
    });
    const report = profile.report();

    // THEN
    expect(result).toBe('result');
    expect(booked(report, 'constructs to objects')).toBeGreaterThanOrEqual(10);
    expect(booked(report, 'objects to YAML')).toBeGreaterThanOrEqual(40);
    const total = Number(/in ([\d.]+) ms/.exec(report)![1]);
    const sum = booked(report, 'constructs to objects') + booked(report, 'objects to YAML');
    expect(sum).toBeLessThanOrEqual(total + 0.2);
  });

  test('ends a phase that throws', () => {
    const profile = new Profile();
    expect(() =>
      profile.during('write', () => {
        throw new Error('full');
      }),
    ).toThrow('full');
    spend(20);
    expect(booked(profile.report(), 'files')).toBeLessThan(20);
  });

  test('lists the slowest charts, slowest first', () => {
    const profile = new Profile();
    profile.chart('quick', () => {});
    profile.chart('slow', () => spend(6));
    profile.chart('middling', () => spend(3));
    const report = profile.report(2);
    expect(report).toMatch(/^synthesized 3 charts in /);
    expect(report).toMatch(/slowest charts\n.* slow\n.* middling\n$/);
  });
});
