package dev.tributary.collector.config;

import java.util.Locale;

/** How a target is spoken to. */
public enum Scheme {
    HTTP, HTTPS;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
