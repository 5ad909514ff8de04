import { Slots } from '../../lib/tokens/slots';

test('gives out every number once', () => {
  const slots = new Slots(3);

  expect([slots.take(), slots.take(), slots.take()]).toEqual([0, 1, 2]);
  expect(() => slots.take()).toThrow('too many number tokens: at most 3 can be in use at the same time');
});

test('gives out a released number when no new one is left', () => {
  // GIVEN
  const slots = new Slots(3);
  const first = slots.take();

  // WHEN
  slots.release(first);

  // THEN
  expect([slots.take(), slots.take(), slots.take()]).toEqual([1, 2, first]);
});
