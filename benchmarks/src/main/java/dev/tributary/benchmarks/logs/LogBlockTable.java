package dev.tributary.benchmarks.logs;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.sun.management.OperatingSystemMXBean;
import dev.tributary.aggregator.storage.logs.block.Block;
import dev.tributary.aggregator.storage.logs.block.BlockWriter;
import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.block.LineTable;
import dev.tributary.aggregator.storage.logs.block.TextFilter;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.model.Labels;
import dev.tributary.model.port.Needle;

/**
 * Compares sizes of blocks and levels of zstd over the lines of {@link LogSearchBench}: bytes with filters, what packing
 * costs, and a search of all blocks for a rare and a common text. Argument: MiB of lines.
 */
public final class LogBlockTable {
    private static final int STREAMS = 3;
    private static final int[] SIZES = {64 << 10, 128 << 10, 256 << 10, 512 << 10, 1 << 20};
    private static final int[] LEVELS = {1, 3, 6, 9, 12};
    private static final List<Needle> NEEDLES = List.of(Needle.of("4cb7d20c35a5b2f1"),
            new Needle(List.of("4cb7d20c35a5b2f1"), true), Needle.of("connection refused by upstream"),
            new Needle(List.of("connection refused by upstream"), true),
            new Needle(List.of("4cb7d20c35a5b2f1", "a70b3f7cc4d1e2f0"), false), Needle.of("ledger"),
            Needle.of("error"));

    private LogBlockTable() {
    }

    /** All lines of a stream, in memory. */
    private static final class Lines implements LineTable {
        private final byte[][] lines;
        private final long step;

        Lines(byte[][] lines, long step) {
            this.lines = lines;
            this.step = step;
        }

        @Override
        public int size() {
            return lines.length;
        }

        @Override
        public long timeNanos(int index) {
            return index * step;
        }

        @Override
        public int lineBytes(int index) {
            return lines[index].length;
        }

        @Override
        public byte[] lineArray(int index) {
            return lines[index];
        }

        @Override
        public int lineOffset(int index) {
            return 0;
        }

        @Override
        public Labels metadata(int index) {
            return Labels.EMPTY;
        }

        @Override
        public byte[] metadataArray(int index) {
            return new byte[1];
        }

        @Override
        public int metadataOffset(int index) {
            return 0;
        }

        @Override
        public int metadataBytes(int index) {
            return 1;
        }
    }

    private static final class Stored {
        private final byte[] block;
        private final byte[] filter;

        Stored(byte[] block, byte[] filter) {
            this.block = block;
            this.filter = filter;
        }
    }

    public static void main(String[] arguments) {
        long each = (Long.parseLong(arguments[0]) << 20) / STREAMS;
        List<Lines> streams = new ArrayList<>();
        LogLines source = new LogLines(42);
        long raw = 0;
        for (int stream = 0; stream < STREAMS; stream++) {
            List<byte[]> lines = new ArrayList<>();
            for (long bytes = 0; bytes < each;) {
                byte[] line = source.line(stream, lines.size() * 40_000_000L);
                lines.add(line);
                bytes += line.length;
                raw += line.length;
            }
            streams.add(new Lines(lines.toArray(byte[][]::new), 40_000_000L));
        }
        System.out.println("| block | level | bytes per raw byte | of them filters | MB packed per CPU s | "
                + NEEDLES.stream().map(needle -> String.join(" or ", needle.texts())
                        + (needle.anyCase() ? " in any case" : ""))
                        .collect(Collectors.joining(" | "))
                + " |");
        pack(streams, 3, 512 << 10); // warms up
        for (int size : SIZES) {
            for (int level : LEVELS) {
                row(streams, raw, size, level);
            }
        }
    }

    private static void row(List<Lines> streams, long raw, int size, int level) {
        long before = cpuNanos();
        List<Stored> blocks = pack(streams, level, size);
        double seconds = (cpuNanos() - before) / 1e9;
        long filters = blocks.stream().mapToLong(one -> one.filter.length).sum();
        long bytes = filters + blocks.stream().mapToLong(one -> one.block.length).sum();
        StringBuilder out = new StringBuilder("| %d KiB | %d | %.4f | %.4f | %.0f |".formatted(size >> 10, level,
                (double) bytes / raw, (double) filters / raw, raw / 1e6 / seconds));
        for (Needle needle : NEEDLES) {
            out.append(search(blocks, needle));
        }
        System.out.println(out);
    }

    private static List<Stored> pack(List<Lines> streams, int level, int size) {
        List<Stored> blocks = new ArrayList<>();
        BlockWriter writer = new BlockWriter(level, size);
        for (Lines lines : streams) {
            for (int i = 0; i < lines.size(); i++) {
                if (writer.isFull(lines.lineBytes(i))) {
                    blocks.add(finish(writer));
                }
                writer.add(lines, i);
            }
            blocks.add(finish(writer));
        }
        return blocks;
    }

    private static Stored finish(BlockWriter writer) {
        ByteWriter block = new ByteWriter(1 << 16);
        ByteWriter filter = new ByteWriter(1 << 12);
        writer.finish(block, filter);
        return new Stored(block.toArray(), filter.toArray());
    }

    /** The best of three, and how many of the blocks were opened. */
    private static String search(List<Stored> blocks, Needle needle) {
        LineSearch search = new LineSearch(List.of(needle));
        long best = Long.MAX_VALUE;
        int opened = 0;
        for (int run = 0; run < 3; run++) {
            long before = System.nanoTime();
            opened = 0;
            for (Stored one : blocks) {
                if (search.question().isEmpty()
                        || TextFilter.mayHold(one.filter, one.filter.length, search.question())) {
                    opened++;
                    Block.open(one.block, one.block.length).find(search);
                }
            }
            best = Math.min(best, System.nanoTime() - before);
        }
        return " %.0f ms, %d of %d |".formatted(best / 1e6, opened, blocks.size());
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
