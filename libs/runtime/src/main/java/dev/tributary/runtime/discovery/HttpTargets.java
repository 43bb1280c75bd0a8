package dev.tributary.runtime.discovery;

import java.net.URI;
import java.time.Duration;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;
import dev.tributary.runtime.http.HttpClientSettings;

/** One entry of {@code http_sd_configs}: a server that answers with a list of targets. */
public record HttpTargets(@Doc("Where the list is read; the answer is JSON in the form of file_sd.") URI url,
        @Default("1m") @Doc("How often the list is read.") Duration refreshInterval,
        @Inline HttpClientSettings httpClient) {
    public HttpTargets {
        if (!"http".equals(url.getScheme()) && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("url must start with http:// or https://");
        }
        if (!refreshInterval.isPositive()) {
            throw new IllegalArgumentException("refresh_interval must be greater than 0");
        }
    }
}
