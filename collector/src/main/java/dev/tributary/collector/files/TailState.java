package dev.tributary.collector.files;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How far a log with all its generations was read.
 *
 * @param path    of the file that is written
 * @param current the generation in hand, null before the first
 * @param done    generations that were read to their end and may still be there
 */
public record TailState(String path, @Nullable FileState current, List<DoneMark> done) {
    public TailState {
        done = List.copyOf(done);
    }
}
