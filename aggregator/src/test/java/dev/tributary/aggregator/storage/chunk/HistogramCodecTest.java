package dev.tributary.aggregator.storage.chunk;

import java.util.List;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.NativeHistogram.ResetHint;
import dev.tributary.model.StaleMarker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistogramCodecTest {
    static final List<NativeHistogram> SAMPLES = List.of(
            NativeHistogram.builder().integer(true).schema(3).zero(1e-6, 2).count(8).sum(18.4)
                    .positive(new int[]{-2, 2, 3, 1}, new double[]{1, 2, 1}).negative(new int[]{0, 1}, new double[]{2})
                    .resetHint(ResetHint.NOT_RESET).build(),
            NativeHistogram.builder().schema(-4).zero(0.001, 0.5).count(4.25).sum(-1.5)
                    .positive(new int[]{7, 1}, new double[]{3.75}).resetHint(ResetHint.GAUGE).build(),
            NativeHistogram.builder().integer(true).schema(NativeHistogram.CUSTOM_SCHEMA).count(6).sum(9.5)
                    .positive(new int[]{0, 3}, new double[]{1, 2, 3}).customBounds(new double[]{-1, 2.5})
                    .resetHint(ResetHint.RESET).build(),
            NativeHistogram.builder().integer(true).schema(0).build(),
            NativeHistogram.builder().integer(true).schema(0).sum(StaleMarker.VALUE).buildUnchecked());

    private static byte[] encode(NativeHistogram histogram) {
        ByteWriter out = new ByteWriter(16);
        HistogramCodec.encode(histogram, out);
        return out.toArray();
    }

    @Test
    void everyFieldIsKept() {
        for (NativeHistogram histogram : SAMPLES) {
            ByteReader in = new ByteReader(encode(histogram));
            assertThat(HistogramCodec.decode(in)).isEqualTo(histogram);
            in.requireEnd();
        }
    }

    @Test
    void everyCutIsRefused() {
        SAMPLES.forEach(histogram -> Bytes.assertEveryCutIsRefused(encode(histogram), HistogramCodec::decode));
    }
}
