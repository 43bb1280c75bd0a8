package dev.tributary.wire.remotewrite;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import dev.tributary.model.LabelSlices;
import dev.tributary.testkit.Seeded;

import static org.assertj.core.api.Assertions.assertThat;

/** Labels in an array that lasts are written as those in any other. */
class LastingLabelsTest {
    /** Texts behind each other in an array that is replaced when it is full, as a pool does. */
    private static final class Texts {
        private byte[] bytes = new byte[16];
        private int used;
        private final List<int[]> ranges = new ArrayList<>();

        int[] add(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            if (used + utf8.length > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * (used + utf8.length));
            }
            System.arraycopy(utf8, 0, bytes, used, utf8.length);
            int[] range = {used, utf8.length};
            used += utf8.length;
            ranges.add(range);
            return range;
        }
    }

    @Seeded
    void messagesAreTheSame(Random random) {
        Texts texts = new Texts();
        RemoteWriteWriter plain = new RemoteWriteWriter(RemoteWriteVersion.V2);
        RemoteWriteWriter lasting = new RemoteWriteWriter(RemoteWriteVersion.V2);
        int[] name = texts.add("__name__");
        for (int message = 0; message < 5; message++) {
            for (int series = 0; series < 400; series++) {
                if (random.nextInt(4) == 0) {
                    texts.add("t" + "x".repeat(random.nextInt(20)) + texts.ranges.size());
                }
                LabelSlices labels = new LabelSlices();
                labels.resetLasting(texts.bytes);
                LabelSlices copy = new LabelSlices();
                copy.reset(texts.bytes.clone());
                int[] value = texts.ranges.get(random.nextInt(texts.ranges.size()));
                for (LabelSlices into : List.of(labels, copy)) {
                    into.add(name[0], name[1], value[0], value[1]);
                }
                for (int i = random.nextInt(6); i > 0; i--) {
                    int[] label = texts.ranges.get(random.nextInt(texts.ranges.size()));
                    int[] text = texts.ranges.get(random.nextInt(texts.ranges.size()));
                    for (LabelSlices into : List.of(labels, copy)) {
                        into.add(label[0], label[1], text[0], text[1]);
                    }
                }
                plain.series(copy);
                plain.sample(series, message, 0);
                lasting.series(labels);
                lasting.sample(series, message, 0);
            }
            assertThat(lasting.toMessage()).isEqualTo(plain.toMessage());
            plain.reset();
            lasting.reset();
        }
    }
}
