package dev.tributary.collector.events.watch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ResumePointTest {
    private final ResumePoint point = new ResumePoint("100");

    @Test
    void goesOnAtTheLastEvent() {
        point.event("105");
        assertThat(point.version()).isEqualTo("105");
        point.event("103");
        assertThat(point.version()).as("sent again").isEqualTo("105");
    }

    @Test
    void aBookmarkCountsWhenTheNextItemConfirmsIt() {
        point.bookmark("120");
        assertThat(point.version()).isEqualTo("100");
        point.event("121");
        assertThat(point.version()).isEqualTo("121");
        point.bookmark("130");
        point.bookmark("140");
        assertThat(point.version()).isEqualTo("130");
        point.confirm();
        assertThat(point.version()).as("the watch ended in good order").isEqualTo("140");
    }

    @Test
    void aBookmarkThatComesTooEarlyDoesNotCount() {
        point.bookmark("120");
        point.event("110");
        assertThat(point.version()).isEqualTo("110");
        point.bookmark("130");
        point.broken();
        assertThat(point.version()).as("what was to come before it may be lost").isEqualTo("110");
    }

    @Test
    void aBookmarkThatComesTooLateMovesNothingBack() {
        point.event("110");
        point.bookmark("105");
        point.confirm();
        assertThat(point.version()).isEqualTo("110");
    }

    @Test
    void versionsThatAreNoNumbersAreTakenAsTheyCome() {
        point.event("a7");
        point.bookmark("a6");
        point.event("a9");
        assertThat(point.version()).isEqualTo("a9");
        assertThat(ResumePoint.isBefore("a6", "a7")).isFalse();
        assertThat(ResumePoint.isBefore("5", "12345678901234567890")).as("too long for a number of ours").isFalse();
    }

    @Test
    void aListReplacesWhateverWasBefore() {
        point.bookmark("400");
        point.listed("7");
        point.confirm();
        assertThat(point.version()).as("the history began anew").isEqualTo("7");
        point.forget();
        assertThat(point.version()).isNull();
    }
}
