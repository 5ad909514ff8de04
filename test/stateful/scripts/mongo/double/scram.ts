import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/** The least that a driver accepts; mongod's own is 15000. */
const ITERATIONS = 4096;

const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
const hmac = (key: Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

function field(message: string, letter: string): string {
  const found = message.split(',').find((part) => part.startsWith(`${letter}=`));
  if (found === undefined) throw new Error(`scram: no ${letter}= in ${message}`);
  return found.slice(2);
}

/** The server's half of SCRAM-SHA-256 (RFC 5802, RFC 7677), for ASCII passwords. */
export class Scram {
  readonly user: string;
  private readonly clientFirstBare: string;
  private readonly serverFirst: string;
  private readonly salt = randomBytes(28);

  constructor(clientFirst: string) {
    this.clientFirstBare = clientFirst.replace(/^n,[^,]*,/, '');
    this.user = field(this.clientFirstBare, 'n').replace(/=2C/g, ',').replace(/=3D/g, '=');
    const nonce = field(this.clientFirstBare, 'r') + randomBytes(18).toString('base64');
    this.serverFirst = `r=${nonce},s=${this.salt.toString('base64')},i=${ITERATIONS}`;
  }

  get challenge(): string {
    return this.serverFirst;
  }

  /** @returns the server's signature, or undefined when the client does not know the password */
  verify(clientFinal: string, password: string): string | undefined {
    const proof = Buffer.from(field(clientFinal, 'p'), 'base64');
    const withoutProof = clientFinal.slice(0, clientFinal.lastIndexOf(',p='));
    const auth = `${this.clientFirstBare},${this.serverFirst},${withoutProof}`;
    const salted = pbkdf2Sync(password, this.salt, ITERATIONS, 32, 'sha256');
    const storedKey = sha256(hmac(salted, 'Client Key'));
    const signature = hmac(storedKey, auth);
    if (proof.length !== signature.length) return undefined;
    const clientKey = Buffer.from(proof.map((byte, i) => byte ^ signature[i]!));
    if (!timingSafeEqual(sha256(clientKey), storedKey)) return undefined;
    return `v=${hmac(hmac(salted, 'Server Key'), auth).toString('base64')}`;
  }
}
