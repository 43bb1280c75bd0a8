package dev.tributary.aggregator.storage.verify;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a verification found.
 *
 * @param files       table files, each read block by block against its checksums
 * @param bytes       their size
 * @param rows        rows of all families, each decoded
 * @param samples     samples in chunks and in the log
 * @param entries      log entries in blocks, in records and in the log
 * @param damages     damaged parts
 * @param descriptions of the first of them in words
 */
public record VerifyReport(long files, long bytes, long rows, long samples, long entries, long damages,
        List<String> descriptions) {
    public VerifyReport {
        descriptions = List.copyOf(descriptions);
    }

    /** What two stores hold together. */
    public VerifyReport and(VerifyReport other) {
        return new VerifyReport(files + other.files, bytes + other.bytes, rows + other.rows, samples + other.samples,
                entries + other.entries, damages + other.damages,
                Stream.concat(descriptions.stream(), other.descriptions.stream()).toList());
    }

    public boolean isSound() {
        return damages == 0;
    }
}
