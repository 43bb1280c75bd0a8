package dev.tributary.wire.protobuf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProtoTimestampTest {
    private final ProtoReader in = new ProtoReader();

    /** Moves to the timestamp and gives its tag. */
    private int timestamp(long seconds, long nanos) throws MalformedProtobufException {
        ProtoWriter inner = new ProtoWriter();
        inner.varintField(1, seconds);
        inner.varintField(2, nanos);
        ProtoWriter message = new ProtoWriter();
        message.messageField(1, inner);
        in.reset(message.bytes(), 0, message.size());
        return in.tag();
    }

    @Test
    void timesAreRoundedDown() throws Exception {
        assertThat(ProtoTimestamp.millis(in, timestamp(1_700_000_000, 999_999_999))).isEqualTo(1_700_000_000_999L);
        assertThat(ProtoTimestamp.nanos(in, timestamp(-2, 500_000_000))).isEqualTo(-1_500_000_000);
        assertThat(ProtoTimestamp.nanos(in, timestamp(0, 0))).isZero();
        assertThat(in.atEnd()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, 0", "-9223372036854775808, 0", "1, -1", "1, 1000000000"})
    void whatDoesNotFitIsRefused(long seconds, long nanos) {
        assertThatThrownBy(() -> ProtoTimestamp.millis(in, timestamp(seconds, nanos)))
                .isInstanceOf(MalformedProtobufException.class).hasMessageContaining("is out of range");
        assertThatThrownBy(() -> ProtoTimestamp.nanos(in, timestamp(seconds, nanos)))
                .isInstanceOf(MalformedProtobufException.class).hasMessageContaining("is out of range");
    }
}
