package dev.tributary.collector.config;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.tributary.collector.lines.LineLimits;
import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** How long lines may be. */
public record LineSizeSettings(
        @Default("256KiB") @Doc("Longest line, the same as the hub's own limit.") ByteSize maxLineSize,
        @Default("true") @Doc("Cut longer lines; false drops them. Either is counted.") boolean maxLineSizeTruncate,
        @Default("\"\"") @Doc("What a line that was cut ends with, within max_line_size: such as ' [cut]'.") String maxLineSizeTruncateIdentifier) {
    private static final long LINE_MIN = 1024;
    private static final long LINE_MAX = 16 << 20;
    private static final int MARK_MAX = 256;

    public LineSizeSettings {
        if (maxLineSize.bytes() < LINE_MIN || maxLineSize.bytes() > LINE_MAX) {
            throw new IllegalArgumentException("max_line_size must be between 1KiB and 16MiB, is " + maxLineSize);
        }
        if (maxLineSizeTruncateIdentifier.getBytes(StandardCharsets.UTF_8).length > MARK_MAX) {
            throw new IllegalArgumentException("max_line_size_truncate_identifier is longer than 256 bytes");
        }
        if (!maxLineSizeTruncate && !maxLineSizeTruncateIdentifier.isEmpty()) {
            throw new IllegalArgumentException(
                    "max_line_size_truncate_identifier has no use where max_line_size_truncate is false");
        }
    }

    /** The same for those who read. */
    public LineLimits limits(Duration partialWait) {
        return new LineLimits((int) maxLineSize.bytes(),
                maxLineSizeTruncate ? LineLimits.TooLong.CUT : LineLimits.TooLong.DROP,
                maxLineSizeTruncateIdentifier, partialWait);
    }
}
