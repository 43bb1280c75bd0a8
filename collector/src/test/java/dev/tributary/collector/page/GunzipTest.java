package dev.tributary.collector.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GunzipTest {
    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(2000);
        for (int i = 0; i < lines; i++) {
            text.append("metric_").append(random.nextInt(50)).append(' ').append(random.nextDouble()).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Feeds in random pieces; gives what came out. */
    private static byte[] gunzip(byte[] compressed, Random random) throws PageFaultException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Gunzip gunzip = new Gunzip((bytes, length) -> out.write(bytes, 0, length))) {
            int at = 0;
            while (at < compressed.length) {
                int piece = Math.min(compressed.length - at, 1 + random.nextInt(700));
                gunzip.feed(compressed, at, piece);
                at += piece;
            }
            gunzip.end();
        }
        return out.toByteArray();
    }

    @Seeded(runs = 50)
    void anyStreamComesOutWholeInAnyPieces(Random random) throws Exception {
        byte[] plain = text(random);
        assertThat(gunzip(gzip(plain), random)).isEqualTo(plain);
    }

    @Seeded(runs = 100)
    void anyCutIsACut(Random random) throws Exception {
        byte[] whole = gzip(text(random));
        byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
        assertThatThrownBy(() -> gunzip(cut, random)).isInstanceOfSatisfying(PageFaultException.class,
                fault -> assertThat(fault.kind()).isEqualTo(FaultKind.COMPRESSION));
    }

    @Seeded(runs = 200)
    void anyFlippedBitIsNoticedOrChangesNothing(Random random) throws Exception {
        byte[] plain = text(random);
        byte[] damaged = gzip(plain);
        // Bytes 3 to 9 are flags, time and system: a flip there changes no content, or announces fields that are not there
        int at = 10 + random.nextInt(damaged.length - 10);
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        try {
            // Up to seven bits that fill the last byte of the deflated data mean nothing
            assertThat(gunzip(damaged, random)).isEqualTo(plain);
        } catch (PageFaultException noticed) {
            assertThat(noticed.kind()).isEqualTo(FaultKind.COMPRESSION);
        }
    }

    @Test
    void severalMembersAreOneStream() throws Exception {
        byte[] first = gzip("one ".getBytes(StandardCharsets.UTF_8));
        byte[] second = gzip("two".getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        assertThat(gunzip(both, new Random(1))).asString().isEqualTo("one two");
    }

    @Test
    void headerFieldsArePassedOver() throws Exception {
        byte[] plain = gzip("body".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 3);
        out.write(2 | 4 | 8 | 16);
        out.write(plain, 4, 6);
        out.writeBytes(new byte[]{3, 0, 'x', 'y', 'z', 'n', 0, 'c', 'o', 0, 1, 2});
        out.write(plain, 10, plain.length - 10);
        assertThat(gunzip(out.toByteArray(), new Random(1))).asString().isEqualTo("body");
    }

    @Test
    void bytesBehindTheStreamAreDamage() throws Exception {
        byte[] stream = Arrays.copyOf(gzip("body".getBytes(StandardCharsets.UTF_8)), 200);
        assertThatThrownBy(() -> gunzip(stream, new Random(1))).hasMessageContaining("behind the gzip stream");
    }

    @Test
    void nothingAtAllIsACut() {
        assertThatThrownBy(() -> gunzip(new byte[0], new Random(1))).hasMessageContaining("before its end");
    }
}
