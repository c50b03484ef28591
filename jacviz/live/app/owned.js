// Who owns what: the one rule for everything that a person edits here and the server reads.
//
// What a person edits belongs to the browser. Each change has a number; the server takes changes
// in, and sends with whatever it puts here the number of the last change that it knew. A value of
// the page's (a link was opened, an example was chosen) has a version; it is taken over once, and
// only if the person has changed nothing that the page did not know. In all other cases what the
// person has stays, and the page is told of it again. An answer never writes into what is being
// edited.
import { isConnected, onReconnect } from "./connection.js";
import { isLeaving, noteReport, onStay } from "./departure.js";

/**
 * One value that a person edits: read() gives it, write(value) shows one of the page's,
 * report(told) tells the server.
 */
export class Owned {
  edit = 0; // how many changes the person has made
  told = 0; // the last of them that was reported
  heard = 0; // the last of them that an answer knew of
  attempt = 0;

  constructor({ read, write, report }) {
    this.read = read;
    this.write = write;
    this.report = report;
    const again = () => this.heard < this.edit && this.#tell();
    const ends = [onReconnect(again), onStay(again)];
    this.forget = () => ends.forEach((end) => end());
  }

  /** The person has changed the value. */
  changed() {
    this.edit += 1;
  }

  /** Reports the newest change, once; without a connection when it is back. */
  tell() {
    if (this.told < this.edit && isConnected()) this.#tell();
  }

  #tell() {
    if (isLeaving()) return;
    noteReport();
    this.told = this.edit;
    this.report({
      value: this.read(),
      edit: this.edit,
      version: this.version,
      attempt: (this.attempt += 1),
    });
  }

  /** Takes in what the page sends; true if it was a value of the page's, and is shown now. */
  offer({ value, edit, version }) {
    this.heard = edit;
    if (version === this.version) return false;
    const isFirst = this.version === undefined;
    this.version = version;
    if (edit < this.edit) {
      this.#tell();
      return false;
    }
    this.write(value, isFirst);
    return true;
  }

  /** Whether the newest change has not been answered yet. */
  get isWaiting() {
    return this.heard < this.edit;
  }
}
