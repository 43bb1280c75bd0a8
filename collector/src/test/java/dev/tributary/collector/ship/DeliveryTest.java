package dev.tributary.collector.ship;

import java.time.Instant;
import java.util.stream.IntStream;

import dev.tributary.testkit.FakeClock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryTest {
    private final FakeClock clock = new FakeClock(Instant.ofEpochMilli(1_000_000));
    private final FakeReceiver receiver = new FakeReceiver();

    private RemoteWriteDelivery delivery(boolean versionFixed, int samplesMax) {
        return new RemoteWriteDelivery("hub", receiver, RemoteWriteVersion.V2, versionFixed, samplesMax, clock);
    }

    private static Double[] values(int count) {
        return IntStream.range(0, count).mapToObj(i -> (double) i).toArray(Double[]::new);
    }

    @Test
    void aBatchGoesOutAsItIs() throws Exception {
        assertThat(delivery(false, 5000).deliver(Batches.of(clock, 0, 10), 3))
                .isEqualTo(new SendOutcome.Delivered());
        assertThat(receiver.taken).containsExactly(values(10));
        assertThat(receiver.attempts).containsExactly(3);
    }

    @Test
    void aReceiverOfVersionOneIsSpokenToInVersionOneFromThenOn() throws Exception {
        receiver.speaks = RemoteWriteVersion.V1;
        RemoteWriteDelivery delivery = delivery(false, 5000);
        assertThat(delivery.deliver(Batches.of(clock, 0, 10), 0)).isEqualTo(new SendOutcome.Delivered());
        assertThat(delivery.deliver(Batches.of(clock, 10, 10), 0)).isEqualTo(new SendOutcome.Delivered());
        assertThat(receiver.taken).containsExactly(values(20));
        assertThat(receiver.calls).as("2.0 was tried once").isEqualTo(3);
        assertThat(delivery.version()).isEqualTo(RemoteWriteVersion.V1);
    }

    @Test
    void whereVersionTwoIsDemandedNothingElseIsSent() throws Exception {
        receiver.speaks = RemoteWriteVersion.V1;
        assertThat(delivery(true, 5000).deliver(Batches.of(clock, 0, 10), 0)).isInstanceOf(SendOutcome.Again.class);
        assertThat(receiver.taken).isEmpty();
    }

    @Test
    void tooLargeIsSplitUntilItFitsAndTheSizeIsRemembered() throws Exception {
        receiver.samplesMax = 30;
        RemoteWriteDelivery delivery = delivery(false, 5000);
        assertThat(delivery.deliver(Batches.of(clock, 0, 200), 0)).isEqualTo(new SendOutcome.Delivered());
        assertThat(receiver.taken).containsExactlyInAnyOrder(values(200));
        int calls = receiver.calls;
        assertThat(delivery.deliver(Batches.of(clock, 200, 50), 0)).isEqualTo(new SendOutcome.Delivered());
        assertThat(receiver.calls - calls).isEqualTo(2);
        assertThat(delivery.pointsMax()).isEqualTo(25);
    }

    @Test
    void aLongSeriesIsSplitToo() throws Exception {
        receiver.samplesMax = 3;
        assertThat(delivery(false, 5000).deliver(Batches.ofOneSeries(clock, 10), 0))
                .isEqualTo(new SendOutcome.Delivered());
        assertThat(receiver.taken).hasSize(10);
    }

    @Test
    void aBatchThatIsALittleTooLargeIsSplitOnce() throws Exception {
        assertThat(delivery(false, 9).deliver(Batches.ofOneSeries(clock, 10), 0))
                .isEqualTo(new SendOutcome.Delivered());
        assertThat(receiver.calls).isEqualTo(2);
    }

    @Test
    void whatCannotBeSplitIsRefused() throws Exception {
        receiver.samplesMax = 0;
        assertThat(delivery(false, 5000).deliver(Batches.ofOneSeries(clock, 10), 0))
                .isInstanceOfSatisfying(SendOutcome.Refused.class, r -> assertThat(r.status()).isEqualTo(413));
    }

    @Test
    void theSizeOfTheConfigurationHoldsFromTheStart() throws Exception {
        assertThat(delivery(false, 10).deliver(Batches.of(clock, 0, 100), 0)).isEqualTo(new SendOutcome.Delivered());
        assertThat(receiver.calls).isEqualTo(10);
        assertThat(receiver.taken).containsExactlyInAnyOrder(values(100));
    }

    @Test
    void aPartThatFailsMakesTheWholeAgain() throws Exception {
        SendOutcome again = new SendOutcome.Again("http_5xx", "HTTP 500", null);
        receiver.planned.add(new SendOutcome.Delivered());
        receiver.planned.add(again);
        assertThat(delivery(false, 10).deliver(Batches.of(clock, 0, 100), 0)).isEqualTo(again);
    }

    @Test
    void aPartThatIsRefusedDoesNotKeepTheOthersBack() throws Exception {
        SendOutcome refused = new SendOutcome.Refused(400, "HTTP 400: bad", false);
        receiver.planned.add(refused);
        assertThat(delivery(false, 10).deliver(Batches.of(clock, 0, 30), 0)).isEqualTo(refused);
        assertThat(receiver.taken).hasSize(20);
    }
}
