package dev.tributary.aggregator.storage.logs.block;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.LogEntry;
import dev.tributary.model.port.Needle;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BlockTest {
    private static final String FIXTURE = "log-block-1.bin";
    /** The entries of the fixture come from this seed. */
    private static final long FIXTURE_SEED = 20_260_310;

    private static byte[] block(List<LogEntry> entries) {
        return write(entries, new ByteWriter(64));
    }

    private static byte[] filter(List<LogEntry> entries) {
        ByteWriter filter = new ByteWriter(64);
        write(entries, filter);
        return filter.toArray();
    }

    private static byte[] write(List<LogEntry> entries, ByteWriter filter) {
        Lines lines = new Lines(entries);
        ByteWriter block = new ByteWriter(64);
        BlockWriter writer = new BlockWriter(3, 1 << 20);
        for (int i = 0; i < entries.size(); i++) {
            writer.add(lines, i);
        }
        writer.finish(block, filter);
        return block.toArray();
    }

    private static List<LogEntry> read(byte[] bytes) {
        Block block = Block.open(bytes, bytes.length);
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 0; i < block.size(); i++) {
            entries.add(new LogEntry(block.timeNanos(i), new String(block.lineArray(i), block.lineOffset(i),
                    block.lineBytes(i), StandardCharsets.UTF_8), block.metadata(i)));
        }
        return entries;
    }

    @Seeded(runs = 20)
    void whatIsWrittenIsRead(Random random) {
        List<LogEntry> entries = Lines.random(random, 1 + random.nextInt(500));
        byte[] block = block(entries);
        assertThat(read(block)).isEqualTo(entries);
        assertThat(Block.open(block, block.length).check()).isEqualTo(entries.size());
    }

    @Seeded(runs = 3)
    void anyCutAndAnyChangedByteIsRefused(Random random) {
        byte[] block = block(Lines.random(random, 30));
        for (int length = 0; length < block.length; length++) {
            byte[] cut = Arrays.copyOf(block, length);
            assertThatThrownBy(() -> Block.open(cut, cut.length)).isInstanceOf(CorruptDataException.class);
        }
        for (int at = 0; at < block.length; at++) {
            byte[] changed = block.clone();
            changed[at] ^= (byte) (1 + random.nextInt(255));
            assertThatThrownBy(() -> Block.open(changed, changed.length)).isInstanceOf(CorruptDataException.class);
        }
    }

    /** A block of version 1, as some build wrote it once, reads as it was; a new one may be packed differently. */
    @Test
    void theFixtureOfItsVersionIsRead() throws IOException {
        List<LogEntry> entries = Lines.random(new Random(FIXTURE_SEED), 200);
        if (Boolean.getBoolean("tributary.fixtures.write")) {
            Path file = Path.of("src/test/resources/formats", FIXTURE);
            Files.createDirectories(file.getParent());
            Files.write(file, block(entries));
        }
        assertThat(read(fixture())).isEqualTo(entries);
    }

    private static byte[] fixture() {
        try (InputStream in = BlockTest.class.getResourceAsStream("/formats/" + FIXTURE)) {
            return Objects.requireNonNull(in, FIXTURE).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Seeded(runs = 20)
    void aSearchFindsTheLinesThatHoldAllNeedles(Random random) {
        List<LogEntry> entries = Lines.random(random, 300);
        byte[] bytes = block(entries);
        Block block = Block.open(bytes, bytes.length);
        List<Needle> needles = new ArrayList<>();
        for (int i = random.nextInt(2); i < 2; i++) {
            needles.add(needle(random, entries));
        }
        LineSearch search = new LineSearch(needles);
        int[] expected = IntStream.range(0, entries.size())
                .filter(i -> needles.stream().allMatch(needle -> holds(entries.get(i).line(), needle))).toArray();
        assertThat(block.find(search)).containsExactly(expected);
        assertThat(search.find(new Lines(entries))).containsExactly(expected);
    }

    @Test
    void aTextOverTwoLinesIsNotFound() {
        byte[] bytes = block(List.of(new LogEntry(1, "ab"), new LogEntry(2, "cd"), new LogEntry(3, "xabcd")));
        assertThat(Block.open(bytes, bytes.length).find(new LineSearch(List.of(Needle.of("bc"))))).containsExactly(2);
    }

    /** One to three parts of lines, some of them in capital letters where the case does not count. */
    private static Needle needle(Random random, List<LogEntry> entries) {
        boolean anyCase = random.nextBoolean();
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(3); i < 3; i++) {
            String part = part(random, entries.get(random.nextInt(entries.size())).line());
            boolean ascii = part.chars().allMatch(c -> c < 128);
            texts.add(part.isEmpty() || anyCase && !ascii
                    ? "user"
                    : anyCase && random.nextBoolean() ? part.toUpperCase(Locale.ROOT) : part);
        }
        return new Needle(texts, anyCase);
    }

    private static boolean holds(String line, Needle needle) {
        if (!needle.anyCase()) {
            return needle.texts().stream().anyMatch(line::contains);
        }
        return line.contains("\u017f") || line.contains("\u212a") || needle.texts().stream()
                .anyMatch(text -> line.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
    }

    @Test
    void oddLettersAreOtherCasesOfSAndK() {
        byte[] bytes = block(List.of(new LogEntry(1, "REQUEST 1"), new LogEntry(2, "reque\u017ft 2"),
                new LogEntry(3, "other"), new LogEntry(4, "\u212aELVINS")));
        Needle needle = new Needle(List.of("request"), true);
        // The block's text has such letters, so the search leaves all lines to who asks.
        assertThat(Block.open(bytes, bytes.length).find(new LineSearch(List.of(needle)))).containsExactly(0, 1, 2, 3);
        assertThat(mayHold(List.of(new LogEntry(1, "reque\u017ft 2")), needle)).isTrue();
        assertThat(mayHold(List.of(new LogEntry(1, "x Re\u212aord y")), new Needle(List.of("x rekord"), true)))
                .isTrue();
        assertThat(mayHold(List.of(new LogEntry(1, "x REQUEST y")), needle)).isTrue();
        assertThat(mayHold(List.of(new LogEntry(1, "x reply to all y")), needle)).isFalse();
    }

    private static boolean mayHold(List<LogEntry> entries, Needle needle) {
        byte[] filter = filter(entries);
        return TextFilter.mayHold(filter, filter.length, TextFilter.question(List.of(needle)));
    }

    /** A filter of version 2 stays readable: it answers where the case counts, and denies nothing where it does not. */
    @Test
    void anOlderFilterAnswersWhereTheCaseCounts() {
        byte[] filter = filter(List.of(new LogEntry(1, "all letters are small")));
        filter[0] = 2; // of lines in small letters the pieces are the same
        assertThat(TextFilter.mayHold(filter, filter.length, TextFilter.question(List.of(Needle.of("letters")))))
                .isTrue();
        assertThat(TextFilter.mayHold(filter, filter.length, TextFilter.question(List.of(Needle.of("absent text")))))
                .isFalse();
        assertThat(TextFilter.mayHold(filter, filter.length,
                TextFilter.question(List.of(new Needle(List.of("absent text"), true))))).isTrue();
    }

    @Test
    void oneOfSeveralTextsIsEnough() {
        List<LogEntry> lines = List.of(new LogEntry(1, "connection refused"));
        assertThat(mayHold(lines, new Needle(List.of("timed out", "connection"), false))).isTrue();
        assertThat(mayHold(lines, new Needle(List.of("timed out", "broken pipe"), false))).isFalse();
        // One that no filter can be asked for leaves nothing to ask.
        assertThat(TextFilter.question(List.of(new Needle(List.of("eof", "broken pipe"), false))).isEmpty()).isTrue();
    }

    /** A part of a text that cuts no pair of surrogates. */
    private static String part(Random random, String line) {
        int from = random.nextInt(line.length() + 1);
        int to = from + random.nextInt(line.length() - from + 1);
        String part = line.substring(from, to);
        return part.chars().anyMatch(c -> Character.isSurrogate((char) c)) ? "user" : part;
    }

    @Seeded(runs = 30)
    void aFilterNeverDeniesWhatALineHolds(Random random) {
        List<LogEntry> entries = Lines.random(random, 1 + random.nextInt(400));
        byte[] filter = filter(entries);
        assertThat(TextFilter.log2Bits(filter, filter.length)).isBetween(6, 19);
        for (int i = 0; i < 200; i++) {
            Needle needle = needle(random, entries);
            if (entries.stream().anyMatch(entry -> holds(entry.line(), needle))) {
                TextFilter.Question question = TextFilter.question(List.of(needle));
                assertThat(TextFilter.mayHold(filter, filter.length, question)).as("%s", needle).isTrue();
            }
        }
    }

    @Seeded(runs = 3)
    void aFilterDeniesMostTextsThatNoLineHolds(Random random) {
        byte[] filter = filter(Lines.random(random, 2000));
        int denied = 0;
        for (int i = 0; i < 1000; i++) {
            TextFilter.Question question = TextFilter
                    .question(List.of(Needle.of("%016x".formatted(random.nextLong()))));
            denied += TextFilter.mayHold(filter, filter.length, question) ? 0 : 1;
        }
        assertThat(denied).isGreaterThan(850);
        // One of an older store, whose pieces were picked otherwise, denies nothing.
        filter[0] = 1;
        TextFilter.Question question = TextFilter.question(List.of(Needle.of("0123456789abcdef0123456789abcdef")));
        assertThat(TextFilter.mayHold(filter, filter.length, question)).isTrue();
    }

    @Test
    void aShortTextAsksNoFilter() {
        assertThat(TextFilter.question(List.of(Needle.of("012345"))).isEmpty()).isTrue();
        assertThat(TextFilter.question(List.of(Needle.of("0123456"))).isEmpty()).isFalse();
    }
}
