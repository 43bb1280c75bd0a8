package dev.tributary.wire.exposition;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextParserTest {
    private static final String PAGE = """
                                       # HELP http_requests_total Requests,\\nby \\\\code "x".
                                       # TYPE http_requests_total counter
                                       http_requests_total{method="post",code="200"} 1027 1395066363000
                                       http_requests_total{method="get" , code = "4\\"0\\\\0\\n\\x" ,} 3e0

                                       # A comment
                                       #TYPE is_no_type gauge
                                       # TYPE latency histogram
                                       latency_bucket{le="1"} 0
                                       latency_bucket{le="2.5",a="b"} 1
                                       latency_bucket{le="+Inf"} 2
                                       latency_sum\t-1.5
                                       # TYPE s summary
                                         s{quantile="0.50"} NaN
                                       {"metric.name","label.x"="ü{}","a"="1"} +Inf 7
                                       # HELP "metric.name" Quoted.
                                       # HELP nothing
                                       # EOF is a comment here
                                       untyped{} 1
                                       """;

    private static final List<String> ENTRIES = List.of(
            "http_requests_total is unknown help=Requests,\nby \\code \"x\".",
            "http_requests_total is counter help=Requests,\nby \\code \"x\".",
            "__name__=http_requests_total,code=200,method=post 1027.0 @1395066363000",
            "__name__=http_requests_total,code=4\"0\\0\n\\x,method=get 3.0", "latency is histogram",
            "__name__=latency_bucket,le=1.0 0.0", "__name__=latency_bucket,a=b,le=2.5 1.0",
            "__name__=latency_bucket,le=+Inf 2.0", "__name__=latency_sum -1.5", "s is summary",
            "__name__=s,quantile=0.5 NaN", "__name__=metric.name,a=1,label.x=ü{} Infinity @7",
            "metric.name is unknown help=Quoted.", "nothing is unknown", "__name__=untyped 1.0");

    @Test
    void everyFormOfLineIsRead() throws MalformedExpositionException {
        assertThat(Page.text(PAGE)).isEqualTo(ENTRIES);
    }

    @Seeded
    void piecesOfAnySizeGiveTheSame(RandomGenerator random) throws MalformedExpositionException {
        byte[] bytes = PAGE.getBytes(StandardCharsets.UTF_8);
        assertThat(Page.parseInPieces(Page.parser(Page.TEXT), bytes, random)).isEqualTo(ENTRIES);
    }

    @Test
    void anEmptyPageIsWhole() throws MalformedExpositionException {
        assertThat(Page.text("")).isEmpty();
    }

    @Test
    void labelsAreSortedByTheirBytes() throws MalformedExpositionException {
        assertThat(Page.text("x{b=\"1\",a=\"2\",Z=\"3\",_=\"4\"} 1\n"))
                .containsExactly("Z=3,_=4,__name__=x,a=2,b=1 1.0");
    }

    @Test
    void emptyValuesAndDuplicatesStayForTheReceiverToJudge() throws MalformedExpositionException {
        assertThat(Page.text("x{a=\"\",a=\"2\"} 1\n")).containsExactly("__name__=x,a=,a=2 1.0");
    }

    @Test
    void bucketBoundsOfUntypedFamiliesStayAsTheyAre() throws MalformedExpositionException {
        assertThat(Page.text("# TYPE x untyped\nx_bucket{le=\"1\"} 0\n")).contains("__name__=x_bucket,le=1 0.0");
    }

    @ParameterizedTest
    @CsvSource({"1,1.0", "0,0.0", "10,10.0", "1000000,1e+06", "1e6,1e+06", "0.50,0.5", "0.005,0.005", ".5,0.5",
            "1.,1.0",
            "0.00001,1e-05", "0.0001,0.0001", "00,0.0", "inf,+Inf", "+Inf,+Inf", "-1,-1.0", "x,x", "nan,NaN",
            "0.1000000000000000055,0.1", "123456.123456789,123456.123456789", "100000,100000.0", "1e+06,1e+06"})
    void bucketBoundsHaveOneSpelling(String exposed, String stored) throws MalformedExpositionException {
        assertThat(Page.text("# TYPE x histogram\nx_bucket{le=\"" + exposed + "\"} 0\n"))
                .contains("__name__=x_bucket,le=" + stored + " 0.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                            1x 1                    | line 1, column 1: expected a metric name in: 1x 1
                                            x{a="1" 1               | line 1, column 9: expected a label name
                                            x{a="1"                 | line 1, column 8: the line ends inside the labels
                                            x{a="1                  | line 1, column 5: the quoted text has no end
                                            x{a="1\\"}              | line 1, column 5: the quoted text has no end
                                            x{a=1} 1                | line 1, column 5: expected a quoted label value
                                            x{a} 1                  | line 1, column 4: expected '='
                                            x{a:b="1"} 1            | line 1, column 4: expected '='
                                            x{"y"} 1                | line 1, column 6: a metric name is out of place here
                                            {"x","y"} 1             | line 1, column 9: a metric name is out of place here
                                            {""} 1                  | line 1, column 4: the metric name is empty
                                            {a="b"} 1               | line 1, column 1: the sample has no metric name
                                            x                       | line 1, column 2: the sample has no value
                                            x 1_000                 | line 1, column 3: expected a value, a float,
                                            x 0x10                  | line 1, column 3: expected a value, a float,
                                            x 1e400                 | line 1, column 3: expected a value, a float,
                                            x -nan                  | line 1, column 3: expected a value, a float,
                                            x 1 1.5                 | line 1, column 6: expected the end of the line behind the timestamp
                                            x 1 soon                | line 1, column 5: expected a timestamp in whole milliseconds
                                            x 1 9999999999999999999 | line 1, column 5: the timestamp is out of range
                                            x 1 5 6                 | line 1, column 7: expected the end of the line behind the timestamp
                                            # TYPE x gauges         | line 1, column 10: expected a type
                                            # TYPE x                | line 1, column 9: expected a type
                                            # TYPE x gauge 1        | line 1, column 16: expected the end of the line behind the type
                                            # TYPE 1 gauge          | line 1, column 8: expected a metric name
                                            # HELP x-y text         | line 1, column 9: expected a blank behind the metric name
                                            """)
    void aMalformedLineIsRefusedWithItsPlace(String line, String message) {
        assertThatThrownBy(() -> Page.text(line + "\n"))
                .isInstanceOfSatisfying(MalformedExpositionException.class, e -> assertThat(e.isCut()).isFalse())
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x 1\r", "\0", "x{a=\"1\nx\"} 1"})
    void whatOtherParsersMayForgiveIsRefused(String line) {
        assertThatThrownBy(() -> Page.text("ok 1\n" + line + "\n")).isInstanceOf(MalformedExpositionException.class)
                .hasMessageContaining("line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x{a=\"\u00ff\"} 1", "# HELP x \u00ff", "{\"\u00ff\"} 1", "# TYPE \"\u00ff\" gauge"})
    void textThatIsNoUtf8IsRefused(String line) {
        byte[] latin1 = (line + "\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Page.parse(Page.parser(Page.TEXT), latin1)).hasMessageContaining("no valid UTF-8");
    }

    @Test
    void aLongLineIsQuotedInPart() {
        String line = "x{a=\"" + "v".repeat(300) + "\"} oops " + "w".repeat(300);
        assertThatThrownBy(() -> Page.text(line + "\n"))
                .hasMessageContaining("column 309: expected a value, a float, in: ...vvvv")
                .hasMessageEndingWith("www...");
    }

    @Test
    void everyCutOfTheLastLineIsNoticed() {
        byte[] bytes = PAGE.getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            if (cut[length - 1] != '\n') {
                assertThatThrownBy(() -> Page.parse(Page.parser(Page.TEXT), cut))
                        .isInstanceOfSatisfying(MalformedExpositionException.class,
                                e -> assertThat(e.isCut()).isTrue())
                        .hasMessageStartingWith("the page is cut: line ");
            }
        }
    }

    @Seeded
    void damageIsRefusedOrReadButNeverWorse(RandomGenerator random) {
        byte[] bytes = PAGE.getBytes(StandardCharsets.UTF_8);
        for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        try {
            Page.parseInPieces(Page.parser(random.nextBoolean() ? Page.TEXT : Page.OPEN_METRICS), bytes, random);
        } catch (MalformedExpositionException e) {
            assertThat(e.getMessage()).contains("line ");
        }
    }

    @Test
    void aLineLongerThanTheLimitIsRefusedBeforeItIsWhole() {
        ExpositionParser parser = ExpositionParsers.forContentType(Page.TEXT, new ExpositionLimits(100, 5));
        byte[] piece = "x".repeat(60).getBytes(StandardCharsets.UTF_8);
        parser.feed(piece, 0, 60);
        parser.feed(piece, 0, 60);
        assertThatThrownBy(parser::next).hasMessage("line 1 is longer than the limit of 100 bytes");
    }

    @Test
    void moreLabelsThanTheLimitAreRefused() throws MalformedExpositionException {
        ExpositionLimits limits = new ExpositionLimits(100, 3);
        byte[] three = "x{a=\"1\",b=\"1\"} 1\n".getBytes(StandardCharsets.UTF_8);
        byte[] four = "x{a=\"1\",b=\"1\",c=\"1\"} 1\n".getBytes(StandardCharsets.UTF_8);
        assertThat(Page.parse(ExpositionParsers.forContentType(Page.TEXT, limits), three)).hasSize(1);
        assertThatThrownBy(() -> Page.parse(ExpositionParsers.forContentType(Page.TEXT, limits), four))
                .hasMessageContaining("more than the limit of 3 labels");
    }
}
