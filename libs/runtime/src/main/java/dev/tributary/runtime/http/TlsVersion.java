package dev.tributary.runtime.http;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tributary.runtime.config.Key;

/** TLS versions that may be spoken. Older ones are broken and not offered. */
public enum TlsVersion {
    @Key("TLS12")
    TLS12("TLSv1.2"), @Key("TLS13")
    TLS13("TLSv1.3");

    private final String javaName;

    TlsVersion(String javaName) {
        this.javaName = javaName;
    }

    /** Java's names of all versions from one on. */
    static Set<String> from(TlsVersion min) {
        return Arrays.stream(values()).filter(version -> version.compareTo(min) >= 0).map(version -> version.javaName)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
