package dev.tributary.collector.files;

/** What a stream held back was handed over when it had waited long enough, before this offset; so it is done there again. */
public record Cut(String stream, long offset) {
}
