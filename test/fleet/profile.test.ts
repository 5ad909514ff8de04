import { Profile } from '../../lib/fleet/profile';

function timed() {
  let now = 1000;
  return { profile: new Profile(() => now), spend: (ms: number) => void (now += ms) };
}

describe('Profile', () => {
  test('books the time of a phase without that of the phases inside it', () => {
    // GIVEN
    const { profile, spend } = timed();

    // WHEN
    const result = profile.during('render', () => {
      spend(5);
      profile.during('yaml', () => spend(80));
      spend(5);
      return 'result';
    });
    spend(10);

    // THEN
    expect(result).toBe('result');
    expect(profile.report()).toBe(
      [
        'synthesized 0 charts in 100.0 ms',
        '      10.0 ms   10.0 %  render  constructs to objects',
        '      80.0 ms   80.0 %  yaml    objects to YAML',
        '',
      ].join('\n'),
    );
  });

  test('ends a phase that throws', () => {
    const { profile, spend } = timed();
    const work = () =>
      profile.during('write', () => {
        spend(1);
        throw new Error('full');
      });
    expect(work).toThrow('full');
    spend(9);
    expect(profile.report()).toContain('       1.0 ms   10.0 %  write');
  });

  test('lists the slowest charts, slowest first', () => {
    const { profile, spend } = timed();
    profile.chart('quick', () => spend(1));
    profile.chart('slow', () => spend(6));
    profile.chart('middling', () => spend(3));
    expect(profile.report(2)).toBe(
      [
        'synthesized 3 charts in 10.0 ms',
        'slowest charts',
        '       6.0 ms   60.0 %  slow',
        '       3.0 ms   30.0 %  middling',
        '',
      ].join('\n'),
    );
  });
});
