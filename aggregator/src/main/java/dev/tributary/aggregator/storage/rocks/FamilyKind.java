package dev.tributary.aggregator.storage.rocks;

import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionOptions;
import org.rocksdb.CompressionType;

/** What a family holds, which decides how its files are laid out. */
public enum FamilyKind {
    /** Small rows, read at start and rarely after. */
    ROWS {
        @Override
        void apply(ColumnFamilyOptions options, BlockBasedTableConfig table) {
            options.setCompressionType(CompressionType.LZ4_COMPRESSION)
                    .setBottommostCompressionType(CompressionType.ZSTD_COMPRESSION)
                    .setWriteBufferSize(8L << 20);
        }
    },
    /** Group commits; usually dropped before they ever leave the write buffer, so nothing is spent on their files. */
    LOG {
        @Override
        void apply(ColumnFamilyOptions options, BlockBasedTableConfig table) {
            options.setCompressionType(CompressionType.NO_COMPRESSION)
                    .setWriteBufferSize(32L << 20)
                    .setDisableAutoCompactions(true)
                    .setLevel0SlowdownWritesTrigger(1 << 20)
                    .setLevel0StopWritesTrigger(1 << 20);
        }
    },
    /** Sorted files of samples, taken in whole. */
    CHUNKS {
        @Override
        void apply(ColumnFamilyOptions options, BlockBasedTableConfig table) {
            options.setCompressionType(CompressionType.ZSTD_COMPRESSION)
                    .setCompressionOptions(new CompressionOptions().setLevel(1))
                    .setWriteBufferSize(1L << 20)
                    .setTargetFileSizeBase(64L << 20);
            table.setBlockSize(32 << 10);
        }
    },
    /** Blocks of log lines, compressed by their own codec, with small rows that find them. */
    LINES {
        @Override
        void apply(ColumnFamilyOptions options, BlockBasedTableConfig table) {
            options.setCompressionType(CompressionType.NO_COMPRESSION)
                    .setWriteBufferSize(1L << 20)
                    .setTargetFileSizeBase(64L << 20);
            table.setBlockSize(16 << 10);
        }
    };

    private static final String LOG_PREFIX = "log-";
    private static final String CHUNKS_PREFIX = "day-";
    private static final String LINES_PREFIX = "lines-";

    abstract void apply(ColumnFamilyOptions options, BlockBasedTableConfig table);

    /** The kind told by a family's name. */
    public static FamilyKind of(String family) {
        if (family.startsWith(LOG_PREFIX)) {
            return LOG;
        }
        if (family.startsWith(LINES_PREFIX)) {
            return LINES;
        }
        return family.startsWith(CHUNKS_PREFIX) ? CHUNKS : ROWS;
    }

    /** Name of a family of this kind by its number. */
    public String name(long number) {
        return switch (this) {
            case LOG -> LOG_PREFIX + number;
            case CHUNKS -> CHUNKS_PREFIX + number;
            case LINES -> LINES_PREFIX + number;
            case ROWS -> throw new IllegalStateException("row families have names, not numbers");
        };
    }

    /** The number in a family's name. */
    public long number(String family) {
        return Long.parseLong(family.substring(family.indexOf('-') + 1));
    }

    ColumnFamilyOptions options(Cache cache) {
        BlockBasedTableConfig table = new BlockBasedTableConfig();
        table.setBlockCache(cache)
                .setFormatVersion(6)
                .setCacheIndexAndFilterBlocks(true)
                .setCacheIndexAndFilterBlocksWithHighPriority(true)
                .setBlockSize(16 << 10);
        ColumnFamilyOptions options = new ColumnFamilyOptions();
        apply(options, table);
        return options.setTableFormatConfig(table);
    }
}
