import { VerdictProgram } from '../lib/verdict/verdict-program';
import { type WasmMemory, WasmModuleClass } from '../lib/verdict/web-assembly';

/**
 * Starts the verdict program, and writes a module that is as the started one is: with its memory and its globals. The
 * initialization of all packages takes longer than the answers to most requests, and is done once, at the build.
 *
 * The result depends on the module alone: the program gets a clock that counts, and random bytes that are none.
 */
export function preinitialize(wasm: Buffer): Buffer {
  const sections = sectionsOf(wasm);
  const globals = globalTypes(contentOf(sections, GLOBALS));
  let ticks = 0n;
  const program = VerdictProgram.start(new WasmModuleClass(withExportedGlobals(sections, globals.length)), {
    clock: () => (ticks += 1_000n),
    random: (bytes) => bytes.fill(7),
  });
  program.initialize();
  for (const object of WARM_UP) program.ask({ object, stored: true });

  const { memory, ...values } = program.exports as unknown as { memory: WasmMemory } & Record<
    string,
    { value: unknown }
  >;
  const image = Buffer.from(memory.buffer);
  const written = globals.map((type, index) => globalEntry(type, values[globalName(index)]!.value as bigint | number));
  const replaced: Record<number, Buffer> = {
    [MEMORY]: Buffer.concat([unsigned(1), Buffer.from([0]), unsigned(image.length / PAGE)]),
    [GLOBALS]: Buffer.concat([unsigned(globals.length), ...written]),
    [DATA]: dataSection(image),
  };
  return assemble(sections.map(({ id, content }) => ({ id, content: replaced[id] ?? content })));
}

/** Asked before the state is kept, so that what is made at the first use is there. */
const WARM_UP: readonly unknown[] = [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'a' },
    spec: {
      selector: { matchLabels: { a: 'b' } },
      template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'a', image: 'b' }] } },
    },
  },
];

const [CUSTOM, MEMORY, GLOBALS, EXPORTS, DATA] = [0, 5, 6, 7, 11];
const PAGE = 65_536;
const HEADER = 8;
const I32 = 0x7f;
const [I32_CONST, I64_CONST, END] = [0x41, 0x42, 0x0b];

/** A module may have 100,000 segments of data; runs of this many zeros end one. */
const GAP = 64;

interface Section {
  readonly id: number;
  readonly content: Buffer;
}

function sectionsOf(wasm: Buffer): Section[] {
  const sections: Section[] = [];
  for (let at = HEADER; at < wasm.length;) {
    const [length, start] = readUnsigned(wasm, at + 1);
    sections.push({ id: wasm[at]!, content: wasm.subarray(start, start + length) });
    at = start + length;
  }
  return sections.filter(({ id }) => id !== CUSTOM);
}

function contentOf(sections: readonly Section[], id: number): Buffer {
  const found = sections.find((each) => each.id === id);
  if (found === undefined) throw new Error(`the module has no section ${id}`);
  return found.content;
}

function assemble(sections: readonly Section[]): Buffer {
  const header = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  return Buffer.concat([
    header,
    ...sections.flatMap(({ id, content }) => [Buffer.from([id]), unsigned(content.length), content]),
  ]);
}

/** The value types of the globals, which Go all makes mutable and with a constant. */
function globalTypes(content: Buffer): number[] {
  const [count, start] = readUnsigned(content, 0);
  const types: number[] = [];
  let at = start;
  for (let i = 0; i < count; i += 1) {
    types.push(content[at]!);
    // Type, mutability, instruction; then the constant, whose last byte has no high bit.
    at += 3;
    while ((content[at]! & 0x80) !== 0) at += 1;
    at += 1;
    if (content[at] !== END) throw new Error(`global ${i} is initialized with more than a constant`);
    at += 1;
  }
  return types;
}

function globalName(index: number): string {
  return `global${index}`;
}

function globalEntry(type: number, value: bigint | number): Buffer {
  return Buffer.concat([
    Buffer.from([type, 1, type === I32 ? I32_CONST : I64_CONST]),
    signed(BigInt(value)),
    Buffer.from([END]),
  ]);
}

function withExportedGlobals(sections: readonly Section[], count: number): Buffer {
  const content = contentOf(sections, EXPORTS);
  const [exported, start] = readUnsigned(content, 0);
  const added = Array.from({ length: count }, (_, index) => {
    const name = Buffer.from(globalName(index));
    return Buffer.concat([unsigned(name.length), name, Buffer.from([3]), unsigned(index)]);
  });
  const extended = Buffer.concat([unsigned(exported + count), content.subarray(start), ...added]);
  return assemble(sections.map((each) => (each.id === EXPORTS ? { id: EXPORTS, content: extended } : each)));
}

/** The parts of the memory that are not zero, each with its address. */
function dataSection(image: Buffer): Buffer {
  const words = new BigUint64Array(image.buffer, image.byteOffset, image.length / 8);
  const segments: Buffer[] = [];
  const gap = GAP / 8;
  let start = -1;
  let end = -1;
  const close = () => {
    if (start < 0) return;
    const bytes = image.subarray(start * 8, end * 8);
    segments.push(
      Buffer.concat([
        Buffer.from([0, I32_CONST]),
        signed(BigInt(start * 8)),
        Buffer.from([END]),
        unsigned(bytes.length),
        bytes,
      ]),
    );
    start = -1;
  };
  for (let i = 0; i < words.length; i += 1) {
    if (words[i] === 0n) continue;
    if (start >= 0 && i - end >= gap) close();
    if (start < 0) start = i;
    end = i + 1;
  }
  close();
  return Buffer.concat([unsigned(segments.length), ...segments]);
}

function readUnsigned(bytes: Buffer, from: number): [value: number, next: number] {
  let value = 0;
  let at = from;
  for (let shift = 1; ; shift *= 128) {
    const byte = bytes[at]!;
    at += 1;
    value += (byte & 0x7f) * shift;
    if (byte < 0x80) return [value, at];
  }
}

function unsigned(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return Buffer.from(bytes);
}

function signed(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const isLast = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return Buffer.from(bytes);
  }
}
