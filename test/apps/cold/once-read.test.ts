const { onceRead } = jest.requireActual<{ onceRead: (load: () => object) => object }>('../../../apps/cold/once-read');

describe('onceRead', () => {
  test('loads a module when an export is read, and once', () => {
    // GIVEN
    const load = jest.fn(() => ({ __esModule: true, default: 'whole', part: () => 'part' }));
    const module = onceRead(load) as ReturnType<typeof load>;

    // WHEN
    const isEsModule = module.__esModule;
    const callsBefore = load.mock.calls.length;
    const read = [module.default, module.part()];

    // THEN
    expect(isEsModule).toBe(true);
    expect(callsBefore).toBe(0);
    expect(read).toEqual(['whole', 'part']);
    expect(load).toHaveBeenCalledTimes(1);
  });

  test('what loading throws is thrown where the export is read, and loading is tried again', () => {
    // GIVEN
    let isThere = false;
    const module = onceRead(() => {
      if (!isThere) throw new Error('not there');
      return { part: 1 };
    }) as { part: number };

    // THEN
    expect(() => module.part).toThrow('not there');
    isThere = true;
    expect(module.part).toBe(1);
  });
});
