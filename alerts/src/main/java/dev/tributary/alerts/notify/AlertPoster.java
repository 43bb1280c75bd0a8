package dev.tributary.alerts.notify;

import java.io.IOException;

/** Delivers one request body to one Alertmanager. */
@FunctionalInterface
public interface AlertPoster {
    /**
     * Posts a JSON array of alerts and waits for the answer.
     *
     * @throws IOException when it was not answered with a 2xx status in time; the message says what happened
     */
    void post(AlertmanagerEndpoint endpoint, byte[] body) throws IOException, InterruptedException;
}
