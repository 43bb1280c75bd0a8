package dev.tributary.logql.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class TimeLayoutTest {
    private static final Instant TIME = Instant.parse("2021-03-04T15:06:07.080900Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "Mon, 02 Jan 2006 15:04:05 MST|Thu, 04 Mar 2021 15:06:07 UTC",
            "2006-01-02T15:04:05Z07:00|2021-03-04T15:06:07Z",
            "2006-01-02T15:04:05.999999999-07:00|2021-03-04T15:06:07.0809+00:00",
            "15:04:05.000|15:06:07.080", "15:04:05,000000|15:06:07,080900",
            "Monday January _2 3:04PM|Thursday March  4 3:06PM",
            "1/2/06 03:04pm|3/4/21 03:06pm", "002 __2|063  63", "-0700 -07 Z0700|+0000 +00 Z", "Month|Month",
            "3h4m5s|3h6m7s"})
    void writes(String layout, String text) {
        assertThat(TimeLayout.of(layout).format(TIME.atZone(ZoneOffset.UTC))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
            "2006-01-02T15:04:05Z07:00|2021-03-04T15:06:07Z|2021-03-04T15:06:07Z",
            "2006-01-02T15:04:05Z07:00|2021-03-04T15:06:07.25+02:00|2021-03-04T13:06:07.250Z",
            "2006-01-02|2021-03-04|2021-03-04T00:00:00Z", "Jan _2 2006 3:04PM|Mar  4 2021 3:06PM|2021-03-04T15:06:00Z",
            "Monday, 02-Jan-06 15:04:05 MST|Thursday, 04-Mar-21 15:06:07 UTC|2021-03-04T15:06:07Z",
            "2006 002|2021 063|2021-03-04T00:00:00Z",
            "02/January/2006:15:04:05 -0700|04/March/2021:15:06:07 -0130|2021-03-04T16:36:07Z"})
    void reads(String layout, String text, String instant) {
        TemplateTime time = TimeLayout.of(layout).parse(text, ZoneOffset.UTC);
        assertThat(time).isNotNull();
        assertThat(String.valueOf(time == null ? "" : time.time().toInstant())).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"2006-01-02|2021-03", "2006-01-02|2021-13-04", "2006-01-02|x", "Jan|Foo",
            "Mon|Foo", "MST|x", "15:04|15:06 more", "-0700|+0x00"})
    void refuses(String layout, String text) {
        assertThat(TimeLayout.of(layout).parse(text, ZoneOffset.UTC)).isNull();
    }

    @Test
    void timesInOtherZonesAreShownThere() {
        TemplateTime time = TimeLayout.of("2006-01-02 15:04").parse("2021-07-01 12:00", ZoneId.of("Europe/Berlin"));
        assertThat(time).hasToString("2021-07-01 12:00:00 +0200 CEST");
    }
}
