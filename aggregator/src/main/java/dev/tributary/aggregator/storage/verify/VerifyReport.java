package dev.tributary.aggregator.storage.verify;

import java.util.List;

/**
 * What a verification found.
 *
 * @param files       table files, each read block by block against its checksums
 * @param bytes       their size
 * @param rows        rows of all families, each decoded
 * @param samples     samples in chunks and in the log
 * @param damages     damaged parts
 * @param descriptions of the first of them in words
 */
public record VerifyReport(long files, long bytes, long rows, long samples, long damages, List<String> descriptions) {
    public VerifyReport {
        descriptions = List.copyOf(descriptions);
    }

    public boolean isSound() {
        return damages == 0;
    }
}
