package dev.tributary.wire.exposition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.testkit.SharedMaterial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages of the Prometheus project, where they are at hand. */
class ExpositionConformanceTest {
    @ParameterizedTest
    @CsvSource({"alltypes.237mfs.prom.txt," + Page.TEXT, "alltypes.237mfs.nometa.prom.txt," + Page.TEXT,
            "alltypes.5mfs.om.txt," + Page.OPEN_METRICS, "1histogram.om.txt," + Page.OPEN_METRICS})
    void everyLineOfThePageIsRead(String file, String contentType) throws IOException, MalformedExpositionException {
        byte[] page = Files.readAllBytes(SharedMaterial.file("conformance/exposition/" + file));
        List<Double> expected = new ArrayList<>();
        int metadata = 0;
        for (String line : new String(page, StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("#")) {
                metadata += line.equals("# EOF") ? 0 : 1;
            } else {
                String sample = line.contains(" # ") ? line.substring(0, line.indexOf(" # ")) : line;
                expected.add(Double.valueOf(sample.substring(sample.lastIndexOf(' ') + 1)));
            }
        }
        ExpositionParser parser = Page.parser(contentType);
        parser.feed(page, 0, page.length);
        parser.end();
        List<Double> values = new ArrayList<>();
        int described = 0;
        for (ExpositionParser.Entry entry = parser.next(); entry != ExpositionParser.Entry.END; entry = parser.next()) {
            if (entry == ExpositionParser.Entry.METADATA) {
                described++;
            } else {
                values.add(parser.value());
                assertThat(parser.labels().isSortedAndUnique() || hasEmptyValue(parser)).isTrue();
            }
        }
        assertThat(values).isEqualTo(expected);
        assertThat(described).isEqualTo(metadata);
    }

    private static boolean hasEmptyValue(ExpositionParser parser) {
        for (int i = 0; i < parser.labels().size(); i++) {
            if (parser.labels().valueLength(i) == 0) {
                return true;
            }
        }
        return false;
    }
}
