package dev.tributary.alerts.notify;

import java.time.Duration;

/**
 * Limits of the way to the Alertmanagers, with Prometheus' defaults.
 *
 * @param externalUrl  how people reach this hub; put in front of links, without a slash at its end
 * @param queueMax     most alerts waiting for one Alertmanager, 10,000
 * @param batchMax     most alerts in one request, 256
 * @param drainTimeout longest wait for what is queued at shutdown, 1 minute
 */
public record NotifierSettings(String externalUrl, int queueMax, int batchMax, Duration drainTimeout) {
    public NotifierSettings {
        if (queueMax < 1 || batchMax < 1) {
            throw new IllegalArgumentException("alert queue and batch sizes must be at least 1");
        }
    }

    /** The defaults behind an external URL. */
    public static NotifierSettings of(String externalUrl) {
        return new NotifierSettings(externalUrl, 10_000, 256, Duration.ofMinutes(1));
    }
}
