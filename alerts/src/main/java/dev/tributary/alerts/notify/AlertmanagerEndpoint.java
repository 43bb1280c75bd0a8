package dev.tributary.alerts.notify;

import java.net.URI;

/** The URL of one Alertmanager's {@code /api/v2/alerts}; two with the same URL are the same. */
public record AlertmanagerEndpoint(URI url) {
    @Override
    public String toString() {
        return url.toString();
    }
}
