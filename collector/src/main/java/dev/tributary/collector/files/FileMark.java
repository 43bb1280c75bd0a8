package dev.tributary.collector.files;

/** What a file is found again by. */
public record FileMark(FileIdentity identity, Fingerprint head) {
}
