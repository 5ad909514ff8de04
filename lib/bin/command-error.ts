/** A command that cannot be carried out as given: a wrong option, a file that is not there. Its message is one line. */
export class CommandError extends Error {
  public constructor(message: string) {
    super(message.replace(/\s*\n\s*/g, ' '));
    this.name = 'CommandError';
  }
}
