package dev.tributary.collector.config;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.wire.exposition.ExpositionOptions;
import org.jspecify.annotations.Nullable;

/** In which formats a job's pages are asked for, and how histograms on them are read. */
public record ScrapeFormat(
        @Doc("Formats to ask for, the preferred first: PrometheusProto, OpenMetricsText1.0.0, OpenMetricsText0.0.1, PrometheusText1.0.0, PrometheusText0.0.4. Absent: the text formats in this order, and protobuf before them where native histograms are scraped.") List<ScrapeProtocol> scrapeProtocols,
        @Doc("Format of a page whose Content-Type is missing or not known. Absent: such a scrape fails.") @Nullable ScrapeProtocol fallbackScrapeProtocol,
        @Default("false") @Doc("Take native histograms, where a target has them.") boolean scrapeNativeHistograms,
        @Default("false") @Doc("Take the classic buckets of a histogram too when it is also a native one.") boolean alwaysScrapeClassicHistograms,
        @Default("true") @Doc("Ask for gzip.") boolean enableCompression) {
    private static final List<ScrapeProtocol> TEXTS = List.of(ScrapeProtocol.OPEN_METRICS_1,
            ScrapeProtocol.OPEN_METRICS_0, ScrapeProtocol.TEXT_1, ScrapeProtocol.TEXT_0);

    public ScrapeFormat {
        scrapeProtocols = List.copyOf(scrapeProtocols);
        if (scrapeProtocols.stream().distinct().count() < scrapeProtocols.size()) {
            throw new IllegalArgumentException("scrape_protocols names a format twice");
        }
    }

    private List<ScrapeProtocol> protocols() {
        if (!scrapeProtocols.isEmpty()) {
            return scrapeProtocols;
        }
        List<ScrapeProtocol> all = new ArrayList<>(TEXTS);
        if (scrapeNativeHistograms) {
            all.addFirst(ScrapeProtocol.PROTOBUF);
        }
        return all;
    }

    /** The Accept header: preferences fall with the place in the list, and anything at all is better than nothing. */
    public String accept() {
        StringJoiner items = new StringJoiner(",");
        int weight = protocols().size() + 1;
        for (ScrapeProtocol protocol : protocols()) {
            items.add(protocol.accepted() + ";q=0." + weight--);
        }
        return items.add("*/*;q=0." + weight).toString();
    }

    /** What the parser makes of histograms. */
    public ExpositionOptions options() {
        return new ExpositionOptions(false, alwaysScrapeClassicHistograms || !scrapeNativeHistograms);
    }

    /** Empty for none. */
    public String fallbackContentType() {
        return fallbackScrapeProtocol == null ? "" : fallbackScrapeProtocol.contentType();
    }
}
