// Checks a file of proof, with nothing of the house but its public key: docs/proofs.md.
// The same checks in the same order as carnet/journal/checking.py. No network; sha256.js comes first.
"use strict";
const CarnetProof = (() => {
  class Wrong extends Error {
    constructor(reason, where = "") {
      super(where ? `${reason} (${where})` : reason);
      this.reason = reason;
      this.where = where;
    }
  }

  const { sha256 } = CarnetHash;

  // The tree of RFC 9162.
  const LEAF = Uint8Array.of(0), NODE = Uint8Array.of(1);
  const leafHash = (data) => sha256(LEAF, data);
  const nodeHash = (left, right) => sha256(NODE, left, right);
  const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  const same = (one, other) => one.length === other.length && one.every((b, i) => b === other[i]);

  const next = (nodes) => {
    if (nodes.at >= nodes.list.length) throw new Wrong("node-missing");
    return nodes.list[nodes.at++];
  };

  const rootOf = (places, first, size, leaves, nodes) => {
    if (!places.length) return next(nodes);
    if (size === 1) return leaves.get(first);
    let left = 1;
    while (left * 2 < size) left *= 2;
    let cut = places.findIndex((place) => place >= first + left);
    if (cut < 0) cut = places.length;
    const before = () => rootOf(places.slice(0, cut), first, left, leaves, nodes);
    const after = () => rootOf(places.slice(cut), first + left, size - left, leaves, nodes);
    if (cut) { const one = before(); return nodeHash(one, after()); }
    const other = after();
    return nodeHash(before(), other);
  };

  const rootFrom = (leaves, size, list) => {
    const places = [...leaves.keys()].sort((a, b) => a - b), nodes = { list, at: 0 };
    if (!places.length || places[0] < 0 || places[places.length - 1] >= size) throw new Wrong("place-outside");
    const root = rootOf(places, 0, size, leaves, nodes);
    if (nodes.at !== list.length) throw new Wrong("nodes-too-many");
    return root;
  };

  const checkGrowth = (old, now, oldRoot, newRoot, list) => {
    if (!(0 < old && old <= now)) throw new Wrong("log-shrank");
    if (old === now) {
      if (list.length || !same(oldRoot, newRoot)) throw new Wrong("log-forked");
      return;
    }
    let fn = BigInt(old - 1), sn = BigInt(now - 1);
    const power = (BigInt(old) & BigInt(old - 1)) === 0n;
    const nodes = { list: power ? [oldRoot, ...list] : list, at: 0 };
    while (fn & 1n) { fn >>= 1n; sn >>= 1n; }
    let one = next(nodes), other = one;
    while (nodes.at < nodes.list.length) {
      const node = next(nodes);
      if (sn === 0n) throw new Wrong("nodes-too-many");
      if ((fn & 1n) || fn === sn) {
        one = nodeHash(node, one);
        other = nodeHash(node, other);
        while (fn && !(fn & 1n)) { fn >>= 1n; sn >>= 1n; }
      } else other = nodeHash(other, node);
      fn >>= 1n; sn >>= 1n;
    }
    if (sn) throw new Wrong("node-missing");
    if (!same(one, oldRoot) || !same(other, newRoot)) throw new Wrong("log-rewritten");
  };

  // Reading what anybody may have written.
  const object = (value, where) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Wrong("shape", where);
    return value;
  };
  const list = (value, where) => {
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw new Wrong("shape", where);
    return value;
  };
  const number = (value, where) => {
    if (!Number.isSafeInteger(value)) throw new Wrong("shape", where);
    return value;
  };
  const bytes = (value, where, size) => {
    if (typeof value !== "string" || !/^([0-9a-f]{2})*$/.test(value)) throw new Wrong("shape", where);
    const found = Uint8Array.from({ length: value.length / 2 }, (_, i) => parseInt(value.substr(2 * i, 2), 16));
    if (size !== undefined && found.length !== size) throw new Wrong("shape", where);
    return found;
  };
  const hashes = (value, where) => list(value, where).map((one, i) => bytes(one, `${where}[${i}]`, 32));
  const int64 = (view, at, where) => {
    const found = Number(view.getBigInt64(at));
    if (!Number.isSafeInteger(found)) throw new Wrong("shape", where);
    return found;
  };

  const text = (name) => new TextEncoder().encode(name);
  const packed = (...numbers) => {
    const view = new DataView(new ArrayBuffer(8 * numbers.length));
    numbers.forEach((value, i) => view.setBigInt64(8 * i, BigInt(value)));
    return new Uint8Array(view.buffer);
  };
  const joined = (...parts) => {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) { all.set(part, at); at += part.length; }
    return all;
  };
  const isSigned = async (key, statement, signature) => {
    try {
      const made = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
      return await crypto.subtle.verify("Ed25519", made, signature, statement);
    } catch (failure) {
      if (failure.name === "DataError" || failure.name === "OperationError") return false;
      throw failure;
    }
  };

  const SEAL = text("carnet.seal.1\0");
  const readHead = (statement, where) => {
    if (statement.length !== SEAL.length + 48 + 160 || !same(statement.slice(0, SEAL.length), SEAL))
      throw new Wrong("not-a-head", where);
    const view = new DataView(statement.buffer, SEAL.length);
    return {
      seal: int64(view, 0, where), at: int64(view, 8, where), size: int64(view, 40, where),
      root: statement.slice(SEAL.length + 48, SEAL.length + 80),
    };
  };
  const signedHead = async (given, where, key) => {
    object(given, where);
    const statement = bytes(given.statement, `${where}.statement`);
    const signature = bytes(given.signature, `${where}.signature`);
    if (!await isSigned(key, statement, signature)) throw new Wrong("signature", where);
    return { ...readHead(statement, where), digest: sha256(statement, signature) };
  };

  // Transaction and MAC (16 bytes), then the content: its layout is in docs/proofs.md.
  const readLeaf = (data, where) => {
    if (data.length < 66) throw new Wrong("shape", where);
    const view = new DataView(data.buffer);
    let detail;
    try { detail = new TextDecoder("utf-8", { fatal: true }).decode(data.slice(66)); }
    catch { throw new Wrong("shape", where); }
    return {
      at: int64(view, 16, where), person: int64(view, 24, where), actor: int64(view, 32, where),
      organization: view.getInt32(44), entry: view.getInt32(48),
      kind: view.getInt16(56), actorKind: view.getInt16(58), rule: view.getInt16(60), detail,
    };
  };
  const readLine = (given, where, person) => {
    object(given, where);
    const place = "place" in given ? number(given.place, `${where}.place`) : null;
    const words = { said: given.said, from: given.from, right: given.right };
    if (!("leaf" in given)) return { hash: bytes(given.hash, `${where}.hash`, 32), place, words, row: null };
    const data = bytes(given.leaf, `${where}.leaf`), row = readLeaf(data, where);
    if (person !== null && row.person !== person) throw new Wrong("another-person", where);
    return { hash: leafHash(data), place, words, row };
  };

  const checkPlaces = (proof, told, nodes) => {
    const leaves = new Map();
    let last = -1;
    for (const line of proof.lines) {
      if (line.place === null) continue;
      if (line.place <= last) throw new Wrong("order");
      last = line.place;
      leaves.set(line.place, line.hash);
    }
    const there = told && leaves.get(told.place);
    if (there && !same(there, told.hash)) throw new Wrong("not-in-log");
    if (told) leaves.set(told.place, told.hash);
    if (leaves.size && !same(rootFrom(leaves, proof.head.size, nodes), proof.head.root)) throw new Wrong("not-in-log");
  };

  const chain = (lines) => lines.reduce((head, line) => sha256(head, line.hash), new Uint8Array(32));
  const PLACES = 4294967296;
  const CENSUS = 4;

  const checkCensus = (proof, given, told) => {
    if (!told.row || told.row.kind !== CENSUS) throw new Wrong("census-untold");
    let said;
    try { said = object(JSON.parse(told.row.detail), "census"); } catch { throw new Wrong("census-untold"); }
    proof.counted = number(given.events, "census.events");
    proof.countedSize = number(said.size, "census.size");
    proof.countedAt = told.row.at;
    if (told.place === null || told.place < proof.countedSize || told.place >= proof.head.size)
      throw new Wrong("census-untold");
    if (proof.counted < 0 || proof.counted > proof.lines.length) throw new Wrong("line-missing");
    proof.lines.forEach((line, i) => {
      if (line.place !== null && (line.place < proof.countedSize) !== (i < proof.counted))
        throw new Wrong("line-missing");
    });
    const head = chain(proof.lines.slice(0, proof.counted));
    const leaf = leafHash(proof.counted ? joined(packed(proof.person, proof.counted), head) : new Uint8Array(0));
    const root = rootFrom(new Map([[proof.person, leaf]]), PLACES, hashes(given.nodes, "census.nodes"));
    if (!same(root, bytes(said.root, "census.root"))) throw new Wrong("line-missing");
  };

  const checkWaiting = async (proof, given) => {
    for (const [i, one] of list(given.waiting, "waiting").entries()) {
      const where = `waiting[${i}]`, line = readLine(one, where, proof.scope === "event" ? null : proof.person);
      const statement = joined(text("carnet.receipt.1\0"), packed(number(one.at, where)), line.hash, new Uint8Array(32));
      if (!await isSigned(proof.key, statement, bytes(one.signature, where))) throw new Wrong("signature", where);
      proof.waiting.push(line);
    }
  };

  const checkStanding = async (proof, given) => {
    const counts = packed(proof.person, proof.lines.length, proof.waiting.length, proof.head.size);
    const said = joined(text("carnet.standing.1\0"), counts, chain([...proof.lines, ...proof.waiting]));
    if (!await isSigned(proof.key, said, bytes(given.standing, "standing"))) throw new Wrong("standing");
  };

  const checkWitnesses = async (proof, given) => {
    for (const [i, one] of list(given.witnesses, "witnesses").entries()) {
      const where = `witnesses[${i}]`, head = await signedHead(object(one, where).head, `${where}.head`, proof.key);
      const said = joined(text("carnet.cosignature.1\0"), packed(number(one.at, where)), head.digest);
      const key = bytes(one.key, where);
      if (!await isSigned(key, said, bytes(one.signature, where))) throw new Wrong("signature", where);
      checkGrowth(head.size, proof.head.size, head.root, proof.head.root, hashes(one.growth, where));
      proof.witnesses.push({ name: String(one.name), key: hex(key), at: one.at, seal: head.seal });
    }
  };

  const read = (data) => {
    let given;
    try { given = JSON.parse(data); } catch { throw new Wrong("not-whole"); }
    object(given, "file");
    if (given.format !== "carnet-proof") throw new Wrong("not-a-proof");
    if (given.version !== 1) throw new Wrong("version");
    if (!["complete", "partial", "event"].includes(given.scope)) throw new Wrong("shape", "scope");
    return given;
  };

  // Check a file (text); throws Wrong with the first thing wrong. expected: {key, person}, in part or not.
  const check = async (data, expected = {}) => {
    const given = read(data), key = bytes(given.key, "key", 32);
    if (expected.key && hex(key) !== expected.key) throw new Wrong("key");
    const person = given.scope === "event" ? 0 : number(given.person, "person");
    const head = await signedHead(given.head, "head", key);
    if (expected.person !== undefined && person !== expected.person) throw new Wrong("another-person");
    const proof = { scope: given.scope, person, key, head, waiting: [], witnesses: [], counted: 0, given };
    const whose = given.scope === "event" ? null : person;
    proof.lines = list(given.events, "events").map((one, i) => readLine(one, `events[${i}]`, whose));
    const census = given.scope === "complete" ? object(given.census, "census") : null;
    const told = census && readLine(census.event, "census.event", 0);
    if (told && told.place === null) throw new Wrong("census-untold");
    checkPlaces(proof, told, hashes(given.nodes, "nodes"));
    if (census) checkCensus(proof, census, told);
    await checkWaiting(proof, given);
    if (census) await checkStanding(proof, given);
    await checkWitnesses(proof, given);
    return proof;
  };

  // Throws Wrong unless proof goes on from one downloaded before.
  const checkGrown = (proof, before) => {
    if (before.person !== proof.person) throw new Wrong("another-person");
    const known = list(proof.given.before, "before").find((one) => one.size === before.head.size);
    if (!known && before.head.size < proof.head.size) throw new Wrong("no-growth");
    const nodes = known ? hashes(known.growth, "before.growth") : [];
    checkGrowth(before.head.size, proof.head.size, before.head.root, proof.head.root, nodes);
    if (before.scope !== "complete" || proof.scope !== "complete") return;
    before.lines.forEach((line, i) => {
      if (!proof.lines[i] || !same(line.hash, proof.lines[i].hash)) throw new Wrong("line-changed");
    });
    for (const line of proof.lines.slice(before.lines.length))
      if (line.place !== null && line.place < before.head.size) throw new Wrong("line-kept-silent");
  };

  return { check, checkGrown, hex, Wrong };
})();
